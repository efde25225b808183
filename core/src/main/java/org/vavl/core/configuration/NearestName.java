package org.vavl.core.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that somebody probably meant. */
public final class NearestName {
    private NearestName() {}

    /**
     * The known name that is nearest to the given one, by the number of letters to change; case, hyphens and underscores do not
     * count.
     *
     * @return empty if more than two letters and more than a third of them would have to change
     */
    public static Optional<String> of(String name, Collection<String> known) {
        String plain = plain(name);
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .filter(candidate -> distance.apply(plain, plain(candidate)) <= tolerance(candidate))
                .min(Comparator.comparing((String candidate) -> distance.apply(plain, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int tolerance(String candidate) {
        return candidate.length() < 4 ? 1 : Math.max(2, candidate.length() / 3);
    }

    /** What to say after an unknown name: the nearest known one, or all of them. */
    public static String hint(String name, Collection<String> known) {
        return of(name, known)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElseGet(() -> known.isEmpty() ? "there are none" : "known are " + String.join(", ", known));
    }

    /** A name without what does not count in a comparison: {@code learning_rate} is {@code learningRate}. */
    static String plain(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
