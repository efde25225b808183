package org.vavl.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.Function;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialFiles;
import org.vavl.learning.experiment.trial.TrialMessage;
import org.vavl.learning.experiment.trial.TrialRunner;
import org.vavl.learning.training.TrainingListener;
import scala.Tuple2;

/**
 * Makes one trial in an executor, in a temporary folder: the answer is why it cannot be done, or nothing, and an archive of what it has left.
 *
 * @param message the trial, as {@link TrialMessage} writes it
 * @param digest what the trial's digest must be here, so that its results are the driver's bit for bit
 */
record TrialTask(String message, String digest) implements Function<Integer, Tuple2<String, byte[]>>, Serializable {
    /** libtorch's number of threads and its generator belong to the process, and so does this. */
    private static final ReentrantLock PROCESS = new ReentrantLock(true);

    @Override
    public Tuple2<String, byte[]> call(Integer attempt) throws InterruptedException {
        PROCESS.lockInterruptibly();
        try {
            return inFolder(TrialMessage.parse(message));
        } finally {
            PROCESS.unlock();
        }
    }

    private Tuple2<String, byte[]> inFolder(TrialMessage asked) {
        Path folder = temporary();
        try {
            Trial trial = asked.trial();
            CorpusFolder corpus = corpus(Path.of(trial.run().corpus()));
            try (corpus) {
                TrialRunner runner = new TrialRunner(corpus, folder);
                String reason = make(trial, runner).replace(folder.toString(), asked.folder());
                return new Tuple2<>(reason, runner.files(trial).toArchive());
            }
        } catch (VavlException e) {
            requireNotKilled();
            return new Tuple2<>(reason(e), new TrialFiles(Map.of()).toArchive());
        } finally {
            remove(folder);
        }
    }

    private static CorpusFolder corpus(Path place) {
        if (!Files.isDirectory(place)) {
            throw new VavlException("the corpus " + place + " is not there on " + host()
                    + ": all executors must have it at the same path as the driver");
        }
        return CorpusFolder.open(place);
    }

    /** Makes the trial; the answer is why it cannot be done, or nothing. */
    private String make(Trial trial, TrialRunner runner) {
        if (!runner.digest(trial).equals(digest)) {
            throw new VavlException("on " + host() + " the trial would be another one: the corpus "
                    + trial.run().corpus()
                    + " differs, the version of Vavl, or what precision 'auto' or 0 threads come to; set"
                    + " training.precision and training.threads");
        }
        try {
            runner.run(trial, TrainingListener.SILENT);
            return "";
        } catch (VavlException e) {
            requireNotKilled();
            return reason(e);
        }
    }

    /** Never empty. */
    private static String reason(VavlException e) {
        return String.valueOf(e.getMessage());
    }

    /** What ends since Spark wants the task to end, interrupted trainings among it, says nothing of the trial. */
    private static void requireNotKilled() {
        if (TaskContext.get().isInterrupted() || Thread.currentThread().isInterrupted()) {
            throw new TaskKilledException();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an executor";
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory(LocalCopies.folder(), "vavl-trial");
        } catch (IOException e) {
            throw new UncheckedIOException("there is no room for a trial's temporary folder", e);
        }
    }

    private static void remove(Path folder) {
        if (!FileUtil.fullyDelete(folder.toFile())) {
            System.getLogger(TrialTask.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} could not be removed", folder);
        }
    }
}
