package org.vavl.serve;

import java.time.Duration;
import java.util.concurrent.Callable;

/** For what another thread or process will have done, however slow the machine is. */
public final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 10;

    private Waiting() {}

    /** Until something is so, or patience ends; the test then asserts what it waited for. */
    public static void until(Callable<Boolean> so) throws Exception {
        long begin = System.nanoTime();
        while (!so.call() && System.nanoTime() - begin < PATIENCE.toNanos()) {
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
