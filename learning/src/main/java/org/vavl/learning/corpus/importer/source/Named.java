package org.vavl.learning.corpus.importer.source;

import java.util.Collection;

/** Many things in one line. */
public final class Named {
    private static final int NAMED = 10;

    private Named() {}

    /** How many there are, what is with them, and what the first of them are called. */
    public static String some(Collection<String> names, String what) {
        String first = String.join(", ", names.stream().limit(NAMED).toList());
        return names.size() + " " + what + ": " + first + (names.size() > NAMED ? ", …" : "");
    }
}
