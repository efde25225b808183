package org.vavl.core.weights;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Pages of files that are mapped into memory. They count as the process's own until the system takes them away. */
final class MappedPages {
    private static final long PAGE =
            1 << 12; // or a multiple, on some machines: then the call is refused, and pages stay
    private static final int NOT_NEEDED = 4; // MADV_DONTNEED of Linux's mman.h

    private MappedPages() {}

    private interface Linux extends Library {
        int madvise(Pointer address, NativeLong length, int advice);
    }

    private static final class Loaded {
        static final Linux LIBRARY = Native.load("c", Linux.class);
    }

    /**
     * Gives back the pages that hold these bytes alone; who reads them again reads the file again. On other systems than Linux
     * nothing happens.
     *
     * @param mapped what {@link java.nio.channels.FileChannel#map} gave, read-only, or a part of it; other memory would be lost
     */
    static void release(ByteBuffer mapped) {
        if (!Platform.isLinux() || !mapped.isDirect()) {
            return;
        }
        long begin = Pointer.nativeValue(Native.getDirectBufferPointer(mapped)) + mapped.position();
        long firstPage = (begin + PAGE - 1) / PAGE * PAGE;
        long lastPage = (begin + mapped.remaining()) / PAGE * PAGE;
        if (lastPage > firstPage) {
            Loaded.LIBRARY.madvise(new Pointer(firstPage), new NativeLong(lastPage - firstPage), NOT_NEEDED);
        }
    }
}
