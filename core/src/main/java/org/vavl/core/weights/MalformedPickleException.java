package org.vavl.core.weights;

import java.io.IOException;

/** A pickle that is damaged or does what it must not; the message is to follow the file's name. */
final class MalformedPickleException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedPickleException(String message) {
        super(message);
    }
}
