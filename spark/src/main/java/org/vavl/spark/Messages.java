package org.vavl.spark;

/** What errors say, in one line. */
final class Messages {
    private static final int LONGEST = 1000;

    private Messages() {}

    /** The first line of the message, or the kind of error where there is none. */
    static String of(Throwable error) {
        String message = error.getMessage();
        String said = message == null || message.isBlank()
                ? error.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("");
        return said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said;
    }
}
