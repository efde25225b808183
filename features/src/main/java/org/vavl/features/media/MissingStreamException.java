package org.vavl.features.media;

import org.vavl.core.VavlException;

/** A media file has no sound, or no pictures, at all; other than one whose sound or pictures are there and cannot be read. */
public final class MissingStreamException extends VavlException {
    private static final long serialVersionUID = 1L;

    /** @param what the file does not have, such as "sound" */
    public MissingStreamException(String media, String what) {
        super(media + ": has no " + what);
    }
}
