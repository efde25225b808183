package org.vavl.learning.corpus.inspection;

import java.util.List;

/**
 * Something about a corpus that one should know.
 *
 * @param severity how bad it is
 * @param kind what sort of thing, for programs: {@code speaker-overlap}, {@code duplicate-features} and so on
 * @param message what was found, in a sentence
 * @param examples clips, speakers or the like that it concerns, {@value #MOST_EXAMPLES} at most
 */
public record Finding(Severity severity, String kind, String message, List<String> examples) {
    static final int MOST_EXAMPLES = 20;

    /** How bad it is. */
    public enum Severity {
        /** Results on this corpus cannot be believed. */
        SERIOUS,
        /** It can mislead, depending on what is done with the corpus. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    /** Keeps as many examples as are shown. */
    public Finding {
        examples = examples.stream().limit(MOST_EXAMPLES).toList();
    }

    static Finding serious(String kind, String message, List<String> examples) {
        return new Finding(Severity.SERIOUS, kind, message, examples);
    }

    static Finding warning(String kind, String message, List<String> examples) {
        return new Finding(Severity.WARNING, kind, message, examples);
    }

    static Finding note(String kind, String message, List<String> examples) {
        return new Finding(Severity.NOTE, kind, message, examples);
    }
}
