package org.vavl.nn;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What native libraries write to standard output, which is for the results of a command. */
public final class NativeOutput {
    private static final int STANDARD_OUTPUT = 1;
    private static final int WRITE_ONLY = 1; // O_WRONLY of fcntl.h

    private NativeOutput() {}

    private interface CLibrary extends Library {
        int dup(int descriptor);

        int dup2(int from, int to);

        int open(String path, int flags);

        int close(int descriptor);

        int fflush(@Nullable Pointer stream);
    }

    /**
     * Makes something without what that, or another thread meanwhile, writes to standard output. Where that cannot be had, such as on Windows, it is made all the
     * same.
     */
    public static <T> T without(Supplier<T> something) {
        if (Platform.isWindows()) {
            return something.get();
        }
        CLibrary library = Native.load("c", CLibrary.class);
        library.fflush(Pointer.NULL);
        int kept = library.dup(STANDARD_OUTPUT);
        int nowhere = library.open("/dev/null", WRITE_ONLY);
        try {
            if (kept >= 0 && nowhere >= 0) {
                library.dup2(nowhere, STANDARD_OUTPUT);
            }
            return something.get();
        } finally {
            library.fflush(Pointer.NULL);
            if (kept >= 0) {
                library.dup2(kept, STANDARD_OUTPUT);
                library.close(kept);
            }
            if (nowhere >= 0) {
                library.close(nowhere);
            }
        }
    }
}
