package org.vavl.core.pickle;

import java.io.IOException;

/** A pickle that is damaged or does what it must not; the message is to follow the file's name. */
public final class MalformedPickleException extends IOException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public MalformedPickleException(String message) {
        super(message);
    }
}
