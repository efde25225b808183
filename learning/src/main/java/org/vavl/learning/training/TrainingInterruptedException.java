package org.vavl.learning.training;

import org.vavl.core.VavlException;

/** A training, or what it is part of, was interrupted: it did not fail, and the same one goes on where it was. */
public final class TrainingInterruptedException extends VavlException {
    private static final long serialVersionUID = 1L;

    /** @param message one line that says how far it came */
    public TrainingInterruptedException(String message) {
        super(message);
    }
}
