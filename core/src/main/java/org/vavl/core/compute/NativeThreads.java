package org.vavl.core.compute;

import java.util.regex.Pattern;

/**
 * How native libraries' threads wait for work. Libraries read this from the process's environment when they are loaded, so it has to be set
 * before the first of them is.
 *
 * <ul>
 *   <li>{@code OMP_WAIT_POLICY=passive}: threads of OpenMP that spin while they wait take the cores from the threads that work.
 *   <li>{@code GOMP_SPINCOUNT=30000} unless the user has chosen another policy: a thread that sleeps as soon as it has nothing to do
 *       is woken for each of the hundreds of operations of an inference, which doubled its time; so many turns are about 0.3 ms, longer
 *       than what lies between two operations, and no loss to other work. GNU's OpenMP does not spin at all while there are more
 *       threads than processors.
 *   <li>{@code OPENBLAS_NUM_THREADS=1} on x86-64, where oneDNN makes libtorch's large products: OpenBLAS has threads of its own beside those
 *       of OpenMP, which wait for each other in every small product of attention, for many times as long as it takes. Elsewhere it gets
 *       as many threads as libtorch.
 *   <li>JavaCPP sets no limit to the process's memory, unless its system property does: it would ask the system at every tensor how much is
 *       in use, an eighth of the time of small networks, and refuse tensors beyond three times Java's heap, which says nothing of
 *       what a network may need.
 * </ul>
 */
public final class NativeThreads {
    private static final String MEMORY_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";
    private static final String WAIT_POLICY = "OMP_WAIT_POLICY";
    private static final String THREADS = "OMP_NUM_THREADS";
    private static final Pattern THREAD_COUNT = Pattern.compile("[1-9]\\d{0,3}");
    private static final String PASSIVE = "passive";
    private static final String TURNS_BEFORE_SLEEP = "30000";

    private NativeThreads() {}

    /**
     * Sets what the user has not set.
     *
     * @param platform as JavaCPP names it, such as {@code linux-x86_64}
     */
    public static void configure(String platform) {
        if (System.getProperty(MEMORY_LIMIT) == null) {
            System.setProperty(MEMORY_LIMIT, "0");
        }
        if (System.getenv().getOrDefault(WAIT_POLICY, PASSIVE).equalsIgnoreCase(PASSIVE)) {
            NativeEnvironment.setDefault(WAIT_POLICY, PASSIVE);
            NativeEnvironment.setDefault("GOMP_SPINCOUNT", TURNS_BEFORE_SLEEP);
        }
        if (hasOneDnn(platform)) {
            NativeEnvironment.setDefault("OPENBLAS_NUM_THREADS", "1");
        }
    }

    /** How many threads a network has unless something else is said: {@code OMP_NUM_THREADS} if the user has set it, else one a processor. */
    public static int count() {
        String asked = System.getenv().getOrDefault(THREADS, "");
        return THREAD_COUNT.matcher(asked).matches()
                ? Integer.parseInt(asked)
                : Runtime.getRuntime().availableProcessors();
    }

    /** Whether libtorch's build for the platform brings oneDNN with kernels for its processor. */
    public static boolean hasOneDnn(String platform) {
        return platform.endsWith("x86_64");
    }
}
