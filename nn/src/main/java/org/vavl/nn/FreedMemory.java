package org.vavl.nn;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * What the C library does with memory that libtorch gives back. The GNU one returns large blocks to the system at once; the next step
 * of a training takes the same blocks again, and the system zeroes every page of them, which was a tenth of a step's time.
 */
final class FreedMemory {
    private static final int TRIM_THRESHOLD = -1; // M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h
    private static final int MAPPING_THRESHOLD = -3;

    private FreedMemory() {}

    private interface GnuLibrary extends Library {
        int mallopt(int parameter, int value);
    }

    /** Keeps it for the process's next need. Where that cannot be set, nothing changes but speed. */
    static void keep() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            GnuLibrary library = Native.load("c", GnuLibrary.class);
            library.mallopt(MAPPING_THRESHOLD, Integer.MAX_VALUE);
            library.mallopt(TRIM_THRESHOLD, Integer.MAX_VALUE);
        } catch (LinkageError e) {
            System.getLogger(FreedMemory.class.getName())
                    .log(System.Logger.Level.DEBUG, "this C library has no mallopt: {0}", e.getMessage());
        }
    }
}
