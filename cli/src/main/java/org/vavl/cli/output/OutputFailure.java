package org.vavl.cli.output;

/** What a command has to say cannot be written: the disk is full, or the pipe is closed. Nothing goes on then. */
public final class OutputFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
