package org.vavl.core.configuration;

import org.vavl.core.VavlException;

/** What is wrong with a configuration is wrong with what was laid over its file: {@code path.to.key=value}. */
public final class AssignmentException extends VavlException {
    private static final long serialVersionUID = 1L;

    /** @param message a line for each problem; those of assignments begin with {@code setting 'path.to.key=value'} */
    AssignmentException(String message, VavlException cause) {
        super(message, cause);
    }
}
