package org.vavl.cli.output;

/** How much the outermost command tells of what went wrong. */
public interface Verbosity {
    /** Whether errors come with their stack trace. */
    boolean verbose();
}
