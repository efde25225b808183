package org.vavl.cli.output;

/**
 * What a command has to say cannot be written: the disk is full, or the pipe is closed. Nothing goes on then: it is an error, so that nobody
 * takes it for what went wrong with one item of many.
 */
public final class OutputFailure extends Error {
    private static final long serialVersionUID = 1L;

    OutputFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
