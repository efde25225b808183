package org.vavl.nn;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Optional;

/**
 * The threads of OpenBLAS, which are not those of libtorch: unless they are told, as many as there are processors wait for each other
 * in every product, however few libtorch was told to use. On a busy machine that costs ten times the work.
 */
final class OpenBlasThreads {
    private OpenBlasThreads() {}

    /** Sets their number; where libtorch multiplies without OpenBLAS, there is nothing to set. */
    static void set(int threads) {
        function("openblas_set_num_threads").ifPresent(function -> function.invokeVoid(new Object[] {threads}));
    }

    /** The number that is set now; empty where OpenBLAS is not in use. */
    static Optional<Integer> get() {
        return function("openblas_get_num_threads").map(function -> function.invokeInt(new Object[0]));
    }

    /** A function as all libraries of the process see it: two builds of OpenBLAS may be loaded, and the first one counts. */
    private static Optional<Function> function(String name) {
        try {
            return Optional.of(NativeLibrary.getProcess().getFunction(name));
        } catch (UnsatisfiedLinkError e) {
            return Optional.empty();
        }
    }
}
