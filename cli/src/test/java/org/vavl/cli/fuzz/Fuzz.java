package org.vavl.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.vavl.core.Seeds;
import org.vavl.core.VavlException;

/**
 * Attempts on one kind of input from outside: each is read, or refused in words. A failure says with which seed it comes again.
 *
 * <p>In the build, attempts are few and always the same. {@code -Dvavl.fuzz.minutes=10} goes on for so long with each kind, with another seed each
 * time; {@code -Dvavl.fuzz.seed=…} repeats what a failure named.
 */
final class Fuzz {
    private static final String SEED = "vavl.fuzz.seed";
    private static final String MINUTES = "vavl.fuzz.minutes";

    private Fuzz() {}

    /** Makes an input and reads it. */
    @FunctionalInterface
    interface Attempt {
        /**
         * Makes one.
         *
         * @throws VavlException if the input is refused, as it may be
         */
        void make(Random random) throws Exception;
    }

    /**
     * Makes attempts.
     *
     * @param kind what the seed is for
     * @param attempts how many, unless minutes are given
     * @return how many were not refused
     */
    static int run(String kind, int attempts, Attempt attempt) {
        Duration given = Duration.ofSeconds(Math.round(60 * Double.parseDouble(System.getProperty(MINUTES, "0"))));
        long seed = Long.getLong(SEED, given.isZero() ? 1 : new Random().nextLong());
        long begin = System.nanoTime();
        int accepted = 0;
        for (int i = 0; given.isZero() ? i < attempts : System.nanoTime() - begin < given.toNanos(); i++) {
            try {
                attempt.make(new Random(Seeds.derive(seed, kind, i)));
                accepted++;
            } catch (VavlException e) {
                assertThat(e.getMessage())
                        .as(repeat(kind, seed, i))
                        .isNotBlank()
                        .isNotEqualTo("null");
            } catch (Exception | Error e) {
                throw new AssertionError(repeat(kind, seed, i), e);
            }
        }
        return accepted;
    }

    private static String repeat(String kind, long seed, int attempt) {
        return kind + ", attempt " + attempt + ": comes again with -D" + SEED + "=" + seed;
    }
}
