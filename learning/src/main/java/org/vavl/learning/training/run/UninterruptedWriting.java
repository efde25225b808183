package org.vavl.learning.training.run;

import java.nio.channels.ClosedByInterruptException;
import org.vavl.core.VavlException;

/** Writes files although the thread is interrupted, which closes the file that it is writing. */
final class UninterruptedWriting {
    private UninterruptedWriting() {}

    /**
     * Writes a file, once more if an interrupt cut it off.
     *
     * @param write writes all of it each time, and fails with a {@link VavlException} caused by what closed the file
     * @return whether this thread was interrupted, before or meanwhile; it is not any more
     */
    static boolean run(Runnable write) {
        boolean interrupted = Thread.interrupted();
        while (true) {
            try {
                write.run();
                return Thread.interrupted() || interrupted;
            } catch (VavlException e) {
                if (!(e.getCause() instanceof ClosedByInterruptException)) {
                    throw e;
                }
                interrupted |= Thread.interrupted();
            }
        }
    }
}
