package org.vavl.core;

import java.util.regex.Pattern;

/**
 * Names and labels from outside as text that only shows itself: on a terminal, in XML and in subtitles. A terminal acts on escape
 * sequences, XML has no place for control characters, and marks of direction turn what stands behind them.
 */
public final class PlainText {
    /** Sequences after ECMA-48: those with parameters, strings up to their terminator, and those of two characters. */
    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile(
            "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\\\|\u009c|$)"
                    + "|\u001b[ -/]*[0-~]");

    private static final int REPLACEMENT = 0xfffd;

    private PlainText() {}

    /** The text on one line: without escape sequences, and with a replacement character for each other control character. */
    public static String line(String text) {
        return plain(text, false);
    }

    /** The same where line ends and tabs stay. */
    public static String lines(String text) {
        return plain(text, true);
    }

    private static String plain(String text, boolean withLines) {
        if (text.codePoints().noneMatch(PlainText::isControl)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        ESCAPE_SEQUENCE
                .matcher(text)
                .replaceAll("")
                .codePoints()
                .map(point -> isControl(point) && !(withLines && isLayout(point)) ? REPLACEMENT : point)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isLayout(int point) {
        return point == '\n' || point == '\t' || point == '\r';
    }

    private static boolean isControl(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> isDirection(point) || (point & 0xfffe) == 0xfffe;
        };
    }

    /** Embeddings, overrides and isolates of the Unicode bidirectional algorithm; joiners and marks of one character stay. */
    private static boolean isDirection(int point) {
        return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    }
}
