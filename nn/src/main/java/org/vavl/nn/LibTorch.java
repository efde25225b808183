package org.vavl.nn;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch, once, in the one order that works everywhere.
 *
 * <p>Three things must happen before the first tensor, also for those who use the library without the launcher:
 *
 * <ul>
 *   <li>{@code OMP_WAIT_POLICY=passive}: threads of OpenMP that spin while they wait take the cores from the threads that work;
 *       the library reads the variable when it is loaded, so Java's own environment is too late.
 *   <li>the libraries are unpacked together: JavaCPP loads {@code libtorch.so} as soon as it is unpacked, and where the system
 *       has another libtorch in its library path, that one's {@code libtorch_cpu.so} would be found in place of ours.
 *   <li>the number of threads is the number of processors, unless {@code OMP_NUM_THREADS} says otherwise.
 * </ul>
 */
public final class LibTorch {
    private LibTorch() {}

    /** Initialised by the class loader: once, whichever thread comes first. */
    private static final class Loaded {
        static final String PLATFORM = load();

        private static String load() {
            NativeEnvironment.setDefault("OMP_WAIT_POLICY", "passive");
            String platform = Loader.getPlatform();
            try {
                Loader.cacheResources("/org/bytedeco/pytorch/" + platform + "/");
            } catch (IOException e) {
                throw new VavlException(
                        "libtorch could not be unpacked into the cache of JavaCPP (~/.javacpp, or the system property"
                                + " org.bytedeco.javacpp.cachedir): " + e.getMessage(),
                        e);
            }
            Loader.load(torch.class);
            if (System.getenv("OMP_NUM_THREADS") == null) {
                torch.set_num_threads(Runtime.getRuntime().availableProcessors());
            }
            return platform;
        }
    }

    /**
     * Loads libtorch unless it is loaded.
     *
     * @return the platform whose libraries are in use, such as {@code linux-x86_64}
     * @throws VavlException if the libraries cannot be unpacked
     */
    public static String load() {
        return Loaded.PLATFORM;
    }

    /** The number of threads that one operation may use. */
    public static int threads() {
        load();
        return torch.get_num_threads();
    }

    /**
     * Sets the number of threads that one operation may use, for the whole process. Results are the same, bit for bit, only for
     * the same number.
     *
     * @param threads at least 1
     */
    public static void setThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", and must be at least 1");
        }
        load();
        torch.set_num_threads(threads);
    }

    /** The version of libtorch and of its Java side, such as {@code 2.10.0-1.5.13}; libtorch need not be loaded for it. */
    public static String version() {
        try {
            return String.valueOf(Loader.getVersion("org.bytedeco", "pytorch"));
        } catch (IOException e) {
            throw new IllegalStateException("the jar of libtorch has no version", e);
        }
    }
}
