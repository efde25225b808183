package org.vavl.cli.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.vavl.cli.output.PlainOutput;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialMessage;
import org.vavl.learning.experiment.trial.TrialRunner;
import org.vavl.learning.training.TrainingInterruptedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The other side of {@link TrialProcess}: a trial a line comes in, and lines go out that say how it goes and what became of it. Ends when its input does, in the
 * middle of a trial too, so that it does not outlive the command that started it.
 */
@Command(
        name = "worker",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Makes trials for 'experiment --parallel'; not for people.")
final class ExperimentWorkerCommand implements Callable<Integer> {
    private static final String END = "";

    @Spec
    private CommandSpec spec;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExperimentWorkerCommand() {}

    @Override
    public Integer call() {
        WorkerReport report =
                new WorkerReport(PlainOutput.whole(spec.commandLine().getOut()));
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(reader(lines, Thread.currentThread()), "trials");
        reader.setDaemon(true);
        reader.start();
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                report.say(end(line, report));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
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

    private static WorkerMessage end(String line, WorkerReport report) {
        TrialMessage message = TrialMessage.parse(line);
        Trial trial = message.trial();
        try (CorpusFolder corpus = CorpusFolder.open(Path.of(trial.run().corpus()))) {
            new TrialRunner(corpus, message.experiment()).run(trial, report);
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
