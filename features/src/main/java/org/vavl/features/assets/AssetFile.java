package org.vavl.features.assets;

import java.net.URI;
import java.util.OptionalLong;

/**
 * One file of a model.
 *
 * @param name its name, without a folder
 * @param source where it can be downloaded
 * @param size in bytes, if that is known before
 * @param digest by which it is known
 */
public record AssetFile(String name, URI source, OptionalLong size, Digest digest) {
    /** What a file of unknown size may have at most. */
    static final long MOST_BYTES = 1L << 30;

    /** Checks the name and the size. */
    public AssetFile {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("file name '" + name + "' must be letters, digits, '.', '_' and '-'");
        }
        if (size.isPresent() && size.getAsLong() < 0) {
            throw new IllegalArgumentException(name + " has " + size.getAsLong() + " bytes");
        }
    }

    /** How many bytes it can have at most. */
    long most() {
        return size.orElse(MOST_BYTES);
    }
}
