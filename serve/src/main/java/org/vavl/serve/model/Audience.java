package org.vavl.serve.model;

import java.util.Optional;
import org.vavl.serve.http.ProblemException;

/**
 * For whom the server answers. Source: Regulation (EU) 2024/1689, the AI Act.
 *
 * @param use where it is used
 * @param notice whether the page tells people that their emotions are recognised, as article 50(3) asks of who uses such a system
 */
public record Audience(Use use, boolean notice) {
    /** Where the server is used. */
    public enum Use {
        /** Not said. */
        GENERAL,
        /** At a workplace. */
        WORK,
        /** In education. */
        SCHOOL
    }

    /** Nothing is said of it. */
    public static Audience general() {
        return new Audience(Use.GENERAL, false);
    }

    /** Why emotions are not recognised; empty if they are. */
    public Optional<String> refusal() {
        String place =
                switch (use) {
                    case GENERAL -> "";
                    case WORK -> "at the workplace";
                    case SCHOOL -> "in education";
                };
        return place.isEmpty()
                ? Optional.empty()
                : Optional.of("emotions are not recognised here: the server runs with --use "
                        + (use == Use.WORK ? "work" : "school")
                        + ", and article 5(1)(f) of the EU's AI Act (Regulation 2024/1689) prohibits AI systems that infer emotions "
                        + place + " other than for medical or safety reasons");
    }

    /**
     * Lets a request for emotions through.
     *
     * @throws ProblemException if they are not recognised here
     */
    public void requireAllowed() {
        refusal().ifPresent(reason -> {
            throw ProblemException.of(403, reason);
        });
    }
}
