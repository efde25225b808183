package org.vavl.learning.corpus.csd;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry's name taken apart: {@code VIDEO}, or {@code VIDEO[3]} in a file that the SDK has aligned.
 *
 * @param recording the name without number
 * @param number in brackets, if there is one
 */
record EntryName(String recording, OptionalInt number) {
    private static final Pattern NUMBERED = Pattern.compile("(.+)\\[([0-9]{1,8})\\]", Pattern.DOTALL);

    static EntryName of(String key) {
        Matcher parts = NUMBERED.matcher(key);
        return parts.matches()
                ? new EntryName(parts.group(1), OptionalInt.of(Integer.parseInt(parts.group(2))))
                : new EntryName(key, OptionalInt.empty());
    }
}
