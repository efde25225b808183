package org.vavl.cli.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.vavl.cli.output.PlainOutput;
import org.vavl.core.VavlException;
import org.vavl.learning.training.TrainingInterruptedException;

/**
 * The other side of {@link WorkerProcesses}: what is to be trained comes in, a line each, and lines go out that say how it goes and what became of it. Ends when
 * its input does, in the middle of a training too, so that it does not outlive the command that started it.
 */
final class WorkerLoop {
    private static final String END = "";

    private WorkerLoop() {}

    /** Trains what a line says. */
    interface Training {
        /**
         * Trains.
         *
         * @throws TrainingInterruptedException if this thread is interrupted
         * @throws VavlException if it cannot be done
         */
        void make(String line, WorkerReport report);
    }

    /** Trains what comes in on standard input until it ends. */
    static void run(PrintWriter out, Training training) {
        WorkerReport report = new WorkerReport(PlainOutput.whole(out));
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(reader(lines, Thread.currentThread()), "trials");
        reader.setDaemon(true);
        reader.start();
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                report.say(end(line, report, training));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Runnable reader(BlockingQueue<String> lines, Thread worker) {
        return () -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                in.lines().forEach(lines::add);
            } catch (IOException e) {
                lines.clear();
            } finally {
                lines.add(END);
                worker.interrupt();
            }
        };
    }

    private static WorkerMessage end(String line, WorkerReport report, Training training) {
        try {
            training.make(line, report);
            return new WorkerMessage.Done();
        } catch (TrainingInterruptedException e) {
            return new WorkerMessage.Interrupted();
        } catch (VavlException e) {
            return Thread.currentThread().isInterrupted()
                    ? new WorkerMessage.Interrupted()
                    : WorkerMessage.Failed.of(e);
        }
    }
}
