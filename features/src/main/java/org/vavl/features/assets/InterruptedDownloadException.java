package org.vavl.features.assets;

import java.io.IOException;

/** A download's failure that may pass. */
final class InterruptedDownloadException extends IOException {
    private static final long serialVersionUID = 1;

    InterruptedDownloadException(String message) {
        super(message);
    }
}
