package org.vavl.nn;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * What the C library does with memory that libtorch gives back. The GNU one returns large blocks to the system at once; the next step
 * of a training takes the same blocks again, and the system zeroes every page of them, which was a tenth of a step's time.
 */
final class FreedMemory {
    private static final int TRIM_THRESHOLD = -1; // M_TRIM_THRESHOLD, M_TOP_PAD and M_MMAP_THRESHOLD of malloc.h
    private static final int TOP_PAD = -2;
    private static final int MAPPING_THRESHOLD = -3;

    /**
     * Every thread but the first takes its memory from heaps of 64 MiB, which are given back when they are empty, whatever the threshold,
     * unless more than they have is to be left free at the top.
     */
    private static final int MORE_THAN_A_HEAP = 128 << 20;

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
            library.mallopt(TOP_PAD, MORE_THAN_A_HEAP);
        } catch (LinkageError e) {
            System.getLogger(FreedMemory.class.getName())
                    .log(System.Logger.Level.DEBUG, "this C library has no mallopt: {0}", e.getMessage());
        }
    }
}
