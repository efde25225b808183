package org.vavl.nn;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.VavlException;
import org.vavl.core.compute.NativeThreads;

/**
 * Loads libtorch, once, in the one order that works everywhere.
 *
 * <p>Three things must happen before the first tensor, also for those who use the library without the launcher:
 *
 * <ul>
 *   <li>native threads are told how to wait ({@link NativeThreads});
 *   <li>the libraries are unpacked together and loaded in the order of their needs: JavaCPP loads {@code libtorch.so} as soon
 *       as it is unpacked, and where the system has another libtorch, such as Python's in {@code LD_LIBRARY_PATH}, that
 *       one's {@code libtorch_cpu.so} would be found in place of ours;
 *   <li>the number of threads is the number of processors, unless {@code OMP_NUM_THREADS} says otherwise.
 * </ul>
 */
public final class LibTorch {
    private LibTorch() {}

    /** Initialised by the class loader: once, whichever thread comes first. A failure is kept, and thrown to every caller. */
    private static final class Loaded {
        static final Supplier<String> PLATFORM = tryToLoad();

        private static Supplier<String> tryToLoad() {
            try {
                String platform = loadNow();
                return () -> platform;
            } catch (IOException e) {
                return () -> {
                    throw new VavlException(
                            "libtorch could not be unpacked into the cache of JavaCPP (~/.javacpp, or the system property"
                                    + " org.bytedeco.javacpp.cachedir): " + e.getMessage(),
                            e);
                };
            } catch (LinkageError e) {
                return () -> {
                    throw new VavlException(
                            "libtorch " + version() + " could not be loaded on " + Loader.getPlatform()
                                    + "; is the jar with its libraries for this platform on the class path? "
                                    + e.getMessage(),
                            e);
                };
            }
        }

        private static String loadNow() throws IOException {
            String platform = Loader.getPlatform();
            NativeThreads.configure(platform);
            Loader.load(openblas.class);
            Loader.cacheResources("/org/bytedeco/pytorch/" + platform + "-gpu/"); // nothing happens where there is none
            for (File folder : Loader.cacheResources("/org/bytedeco/pytorch/" + platform + "/")) {
                loadInOrder(folder.toPath());
            }
            Loader.load(torch.class);
            if (System.getenv("OMP_NUM_THREADS") == null) {
                torch.set_num_threads(Runtime.getRuntime().availableProcessors());
            }
            setOpenBlasThreads(platform, torch.get_num_threads());
            return platform;
        }

        /** Loads what libtorch.so needs, each after what it needs itself: a library that is loaded is not searched for. */
        private static void loadInOrder(Path folder) {
            for (String name : List.of("libc10.so", "libtorch_cpu.so")) { // of Linux, the only one with such a search
                if (Files.exists(folder.resolve(name))) {
                    Loader.loadGlobal(folder.resolve(name).toString());
                }
            }
        }
    }

    /**
     * Loads libtorch unless it is loaded.
     *
     * @return the platform whose libraries are in use, such as {@code linux-x86_64}
     * @throws VavlException if the libraries are not there or cannot be unpacked
     */
    public static String load() {
        return Loaded.PLATFORM.get();
    }

    /**
     * Whether a large float32 product is faster as a convolution: those are oneDNN's and use all threads, while OpenBLAS, which
     * has the products, is kept to one. With threads of its own, waiting in loops, it took the cores from OpenMP's.
     */
    public static boolean prefersConvolutions() {
        return NativeThreads.hasOneDnn(load()) && torch.get_num_threads() > 1;
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
        String platform = load();
        torch.set_num_threads(threads);
        setOpenBlasThreads(platform, threads);
    }

    private static void setOpenBlasThreads(String platform, int threads) {
        if (System.getenv("OPENBLAS_NUM_THREADS") == null) {
            OpenBlasThreads.set(NativeThreads.hasOneDnn(platform) ? 1 : threads);
        }
    }

    /** Seeds the generators from which parameters and dropout are drawn. */
    public static void seed(long seed) {
        load();
        torch.manual_seed(seed);
    }

    /**
     * Lets the process keep the native memory that is freed, up to its peak, where the C library would give it back to the system and
     * take it again at every step. For long work that always needs the same, such as training.
     */
    public static void keepFreedMemory() {
        FreedMemory.keep();
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
