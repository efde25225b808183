package org.vavl.cli.output;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the command cleanly when the process is told to end (Ctrl-C): its thread is interrupted, so that files that it is writing
 * are closed, which removes them, and has a moment for that.
 */
public final class Interruption {
    private static final long MOMENT_SECONDS = 15;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread worker;

    private Interruption(Thread worker) {
        this.worker = worker;
    }

    /** Watches the current thread until {@link #finished}. */
    public static Interruption watch() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::end, "interruption"));
        return interruption;
    }

    /** The work is over; the process may end. */
    public void finished() {
        finished.countDown();
    }

    private void end() {
        if (finished.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            if (!finished.await(MOMENT_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(130);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
