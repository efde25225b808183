package org.vavl.cli.output;

/** How a command prints its results. */
enum OutputFormat {
    /** For people. */
    TEXT,
    /** One JSON value and nothing else. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
