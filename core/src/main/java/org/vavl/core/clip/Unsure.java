package org.vavl.core.clip;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why a prediction is not to be relied on. What is most probable can still be seen.
 *
 * @param causes at least one, the weightiest first
 */
public record Unsure(List<Cause> causes) {
    /** What kind of cause it is. */
    public enum Reason {
        /** What the model takes for features is unlike all that it was trained on. */
        UNLIKE_TRAINING,
        /** No class is probable enough, and the heads answer with different ones. */
        HEADS_DISAGREE,
        /** No class is probable enough for the risk that is accepted. */
        LOW_CONFIDENCE,
        /** The model is not sure of most of the recording's windows. */
        UNSURE_WINDOWS;

        /** The name in words, such as {@code low confidence}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** The name in files, such as {@code low-confidence}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One cause.
     *
     * @param reason what kind it is
     * @param text the same in words, with its numbers
     */
    public record Cause(Reason reason, String text) {}

    /** Copies the causes, of which there must be one. */
    public Unsure {
        causes = List.copyOf(causes);
        if (causes.isEmpty()) {
            throw new IllegalArgumentException("unsure without a cause");
        }
    }

    /** All causes in words, on one line. */
    public String text() {
        return causes.stream().map(Cause::text).collect(Collectors.joining("; "));
    }

    /** The kinds of cause by their names in files, each once, in the causes' order. */
    public List<String> reasons() {
        return causes.stream().map(cause -> cause.reason().key()).distinct().toList();
    }
}
