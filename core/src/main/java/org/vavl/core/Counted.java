package org.vavl.core;

/** Numbers of things in words. */
public final class Counted {
    private Counted() {}

    /**
     * A number of things, such as {@code 1 clip} and {@code 2 clips}.
     *
     * @param noun in the singular, of which an s makes the plural
     */
    public static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
