package org.vavl.core;

/**
 * Something outside the program is not as it must be: a file, a value, a machine. The message is one line for the user that
 * names the thing, its value and what would be right.
 */
public class VavlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line that names the thing, its value and what would be right */
    public VavlException(String message) {
        super(message);
    }

    /**
     * @param message one line that names the thing, its value and what would be right
     * @param cause what was thrown underneath
     */
    public VavlException(String message, Throwable cause) {
        super(message, cause);
    }
}
