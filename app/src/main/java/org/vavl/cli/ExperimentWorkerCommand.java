package org.vavl.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.vavl.corpus.CorpusFolder;
import org.vavl.experiment.Trial;
import org.vavl.experiment.TrialMessage;
import org.vavl.experiment.TrialRunner;
import org.vavl.nn.VavlException;
import org.vavl.training.TrainingInterruptedException;
import org.vavl.training.TrainingListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The other side of {@link TrialProcess}: a trial a line comes in, and a line goes out when it is done. Ends when its input does, in the
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
        PrintWriter out = spec.commandLine().getOut();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(reader(lines, Thread.currentThread()), "trials");
        reader.setDaemon(true);
        reader.start();
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                out.println(answer(line).text());
                out.flush();
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

    private static TrialAnswer answer(String line) {
        TrialMessage message = TrialMessage.parse(line);
        Trial trial = message.trial();
        try (CorpusFolder corpus = CorpusFolder.open(Path.of(trial.run().corpus()))) {
            new TrialRunner(corpus, message.experiment()).run(trial, TrainingListener.SILENT);
            return TrialAnswer.done();
        } catch (TrainingInterruptedException e) {
            return TrialAnswer.interrupted();
        } catch (VavlException e) {
            return Thread.currentThread().isInterrupted() ? TrialAnswer.interrupted() : TrialAnswer.failed(e);
        }
    }
}
