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

/**
 * Loads libtorch, once, in the one order that works everywhere.
 *
 * <p>Six things must happen before the first tensor, also for those who use the library without the launcher:
 *
 * <ul>
 *   <li>{@code OMP_WAIT_POLICY=passive}: threads of OpenMP that spin while they wait take the cores from the threads that work;
 *       the library reads the variable when it is loaded, so Java's own environment is too late.
 *   <li>{@code GOMP_SPINCOUNT=30000} unless the user has chosen another policy: a thread that sleeps as soon as it has nothing to do
 *       is woken for each of the hundreds of operations of an answer, which doubled the answer's time. So many turns are
 *       about 0.3 ms, longer than what lies between two operations, and no loss to other work; GNU's OpenMP does not spin at
 *       all while there are more threads than processors.
 *   <li>{@code OPENBLAS_NUM_THREADS=1} where oneDNN makes the large products: OpenBLAS has threads of its own beside those of
 *       OpenMP, which wait for each other in every small product of attention, for many times as long as it takes. Elsewhere
 *       it gets as many threads as libtorch.
 *   <li>the libraries are unpacked together and loaded in the order of their needs: JavaCPP loads {@code libtorch.so} as soon
 *       as it is unpacked, and where the system has another libtorch, such as Python's in {@code LD_LIBRARY_PATH}, that
 *       one's {@code libtorch_cpu.so} would be found in place of ours.
 *   <li>the number of threads is the number of processors, unless {@code OMP_NUM_THREADS} says otherwise.
 *   <li>JavaCPP sets no limit to the process's memory, unless its system property does: it would ask the system at every tensor how much is
 *       in use, an eighth of the time of small networks, and refuse tensors beyond three times Java's heap, which says nothing of
 *       what a network may need.
 * </ul>
 */
public final class LibTorch {
    private static final String MEMORY_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";
    private static final String WAIT_POLICY = "OMP_WAIT_POLICY";
    private static final String PASSIVE = "passive";
    private static final String TURNS_BEFORE_SLEEP = "30000";

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
            String platform = loadOpenBlas();
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
     * Loads OpenBLAS alone, as libtorch needs it: for what else is linked with it and may come first.
     *
     * @return the platform
     */
    public static String loadOpenBlas() {
        if (System.getProperty(MEMORY_LIMIT) == null) {
            System.setProperty(MEMORY_LIMIT, "0");
        }
        String platform = Loader.getPlatform();
        if (System.getenv().getOrDefault(WAIT_POLICY, PASSIVE).equalsIgnoreCase(PASSIVE)) {
            NativeEnvironment.setDefault(WAIT_POLICY, PASSIVE);
            NativeEnvironment.setDefault("GOMP_SPINCOUNT", TURNS_BEFORE_SLEEP);
        }
        if (hasOneDnn(platform)) {
            NativeEnvironment.setDefault("OPENBLAS_NUM_THREADS", "1");
        }
        Loader.load(openblas.class);
        return platform;
    }

    /** Whether this build of libtorch brings oneDNN with kernels for its processor. */
    static boolean hasOneDnn(String platform) {
        return platform.endsWith("x86_64");
    }

    /**
     * Whether a large float32 product is faster as a convolution: those are oneDNN's and use all threads, while OpenBLAS, which
     * has the products, is kept to one. With threads of its own, waiting in loops, it took the cores from OpenMP's.
     */
    public static boolean prefersConvolutions() {
        return hasOneDnn(load()) && torch.get_num_threads() > 1;
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
            OpenBlasThreads.set(hasOneDnn(platform) ? 1 : threads);
        }
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
