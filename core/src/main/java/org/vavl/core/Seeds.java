package org.vavl.core;

/**
 * Seeds for everything that is drawn, derived from the one seed of a run and from what is drawn: the same name and number give
 * the same seed in a run that was interrupted and continued, so that no generator's state has to be kept.
 */
public final class Seeds {
    private Seeds() {}

    /**
     * Derives a seed.
     *
     * @param seed the run's
     * @param what is drawn, such as {@code shuffle}
     * @param number which time, such as the epoch or the step
     */
    public static long derive(long seed, String what, long number) {
        long hash = mix(seed);
        for (int i = 0; i < what.length(); i++) {
            hash = mix(hash ^ what.charAt(i));
        }
        return mix(hash ^ mix(number));
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit of the input changes half of the output's. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
