package org.vavl.core.configuration;

import java.util.regex.Pattern;

/**
 * Something in a configuration that is not as it must be.
 *
 * @param path where: keys joined by dots, list items as {@code [0]}; empty for the whole configuration
 * @param kind how path and text make up the line
 * @param text the rest of the line
 */
public record Problem(String path, Kind kind, String text) {
    /** How a problem's path and text make up its line. */
    public enum Kind {
        /** The text goes on after the path, as in {@code training.epochs is 0, and must be 1 or more}. */
        VALUE,
        /** The text is a sentence of its own about the section at the path. */
        SECTION,
        /** There is no such key, as in {@code unknown key 'training.epoch': did you mean 'epochs'?}. */
        UNKNOWN_KEY
    }

    static Problem value(String path, String text) {
        return new Problem(path, Kind.VALUE, text);
    }

    static Problem section(String path, String text) {
        return new Problem(path, Kind.SECTION, text);
    }

    static Problem unknownKey(String path, String text) {
        return new Problem(path, Kind.UNKNOWN_KEY, text);
    }

    /** The same problem of a section that is itself at a path. */
    Problem below(String parent) {
        return new Problem(join(parent, path), kind, text);
    }

    /** Whether it is of the value of an assignment, {@code path.to.key=value}: at its path or below, or of its section and about its key. */
    boolean isOf(String assignment) {
        String key = assignment.substring(0, Math.max(0, assignment.indexOf('=')));
        if (path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "[")) {
            return true;
        }
        int dot = key.lastIndexOf('.');
        return kind == Kind.SECTION
                && path.equals(key.substring(0, Math.max(0, dot)))
                && Pattern.compile("\\b" + Pattern.quote(key.substring(dot + 1)) + "\\b")
                        .matcher(text)
                        .find();
    }

    static String join(String parent, String key) {
        return parent.isEmpty() || key.isEmpty() || key.startsWith("[") ? parent + key : parent + "." + key;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case VALUE -> path.isEmpty() ? "the configuration " + text : path + " " + text;
            case SECTION -> path.isEmpty() ? text : path + ": " + text;
            case UNKNOWN_KEY -> "unknown key '" + path + "': " + text;
        };
    }
}
