package org.vavl.learning.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.training.EpochRecord;
import org.vavl.learning.training.Runs;
import org.vavl.learning.training.SelectionSettings;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.TrainingInterruptedException;
import org.vavl.learning.training.TrainingListener;
import org.vavl.learning.training.TrainingResult;

class TrainerTest {
    @TempDir
    private Path folder;

    /** Ends a training from within, as a kill would from without. */
    private static final class CutOff extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static TrainingListener cutOffAfter(long step) {
        return new TrainingListener() {
            @Override
            public void stepDone(int epoch, long stepsDone, double loss) {
                if (stepsDone >= step) {
                    throw new CutOff();
                }
            }
        };
    }

    @Test
    void aRunThatIsCutOffAgainAndAgainEndsWithTheSameFilesBitForBit() throws IOException {
        RunConfiguration configuration = Runs.configuration(SyntheticCorpus.classification(), 3, 2);
        TrainingResult whole = Runs.train(folder.resolve("whole"), configuration, TrainingListener.SILENT);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path cut = folder.resolve("cut");
        for (int time = 0; time < 5; time++) {
            try {
                Runs.train(cut, configuration, cutOffAfter(1 + random.nextInt(18)));
            } catch (CutOff expected) {
                assertThat(expected).isNotNull();
            }
        }
        TrainingResult continued = Runs.train(cut, configuration, TrainingListener.SILENT);
        assertThat(continued.history()).as("seed %d", seed).isEqualTo(whole.history());
        for (String file : new String[] {"model.safetensors", "checkpoint.safetensors", "history.csv", "config.yaml"}) {
            assertThat(Files.mismatch(folder.resolve("whole").resolve(file), cut.resolve(file)))
                    .as("%s, seed %d", file, seed)
                    .isEqualTo(-1);
        }
    }

    @Test
    void aRunThatIsInterruptedKeepsItsLastStepAndGoesOn() throws IOException {
        RunConfiguration configuration = Runs.configuration(SyntheticCorpus.classification(), 2, 1000);
        Runs.train(folder.resolve("whole"), configuration, TrainingListener.SILENT);
        Path cut = folder.resolve("cut");
        assertThatThrownBy(() -> Runs.train(cut, configuration, interruptAfter(2)))
                .isInstanceOf(TrainingInterruptedException.class)
                .hasMessageContaining("interrupted after step 2");
        List<Long> begun = new ArrayList<>();
        Runs.train(cut, configuration, new TrainingListener() {
            @Override
            public void started(String description, long stepsDone, long steps) {
                begun.add(stepsDone);
            }
        });
        assertThat(begun).containsExactly(2L);
        assertThat(Files.mismatch(folder.resolve("whole/model.safetensors"), cut.resolve("model.safetensors")))
                .isEqualTo(-1);
    }

    @Test
    void anInterruptAtAnyMomentLosesNoStep() throws IOException {
        RunConfiguration configuration = Runs.configuration(SyntheticCorpus.classification(), 3, 1000);
        long begin = System.nanoTime();
        Runs.train(folder.resolve("whole"), configuration, TrainingListener.SILENT);
        long wholeMillis = (System.nanoTime() - begin) / 1_000_000;
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path cut = folder.resolve("cut");
        for (int time = 0; time < 8; time++) {
            Interrupter interrupter =
                    new Interrupter(Thread.currentThread(), random.nextInt((int) wholeMillis / 3 + 1));
            try {
                Runs.train(cut, configuration, interrupter);
            } catch (TrainingInterruptedException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("after step " + interrupter.stepsDone + " of");
            } finally {
                interrupter.join();
            }
        }
        Runs.train(cut, configuration, TrainingListener.SILENT);
        for (String file : new String[] {"model.safetensors", "checkpoint.safetensors", "history.csv", "config.yaml"}) {
            assertThat(Files.mismatch(folder.resolve("whole").resolve(file), cut.resolve(file)))
                    .as("%s, seed %d", file, seed)
                    .isEqualTo(-1);
        }
    }

    /** Interrupts a training some time after it has started. */
    private static final class Interrupter implements TrainingListener {
        private final Thread thread;
        private long stepsDone;

        Interrupter(Thread trained, long millis) {
            this.thread = new Thread(() -> {
                LockSupport.parkNanos(millis * 1_000_000);
                trained.interrupt();
            });
        }

        @Override
        public void started(String description, long stepsBefore, long steps) {
            stepsDone = stepsBefore;
            thread.start();
        }

        @Override
        public void stepDone(int epoch, long steps, double loss) {
            stepsDone = steps;
        }

        /** Waits until nothing will be interrupted any more. */
        void join() {
            while (thread.isAlive()) {
                Thread.onSpinWait();
            }
            Thread.interrupted(); // it came after the training's end
        }
    }

    private static TrainingListener interruptAfter(long step) {
        return new TrainingListener() {
            @Override
            public void stepDone(int epoch, long stepsDone, double loss) {
                if (stepsDone == step) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Test
    void aRunIsNotContinuedWithAnotherConfiguration() {
        Runs.train(folder, Runs.configuration(SyntheticCorpus.classification(), 1, 100), TrainingListener.SILENT);
        RunConfiguration other = Runs.configuration(SyntheticCorpus.classification(), 2, 100);
        assertThatThrownBy(() -> Runs.train(folder, other, TrainingListener.SILENT))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("another run");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learningRates: {jiont: 1e-3}      | learningRates.jiont is of nothing that there is: did you mean 'joint'?",
                "augmentation: {acustic: {gain: 5}} | augmentation.acustic is of nothing that there is: did you mean 'acoustic'?",
                "missing: {visaul: 0.5}            | did you mean 'visual'?",
                "selection: {metric: ccc}          | ccc"
            })
    void aSettingOfNothingIsRefusedBeforeTheFirstStep(String setting, String message) {
        RunConfiguration plain = Runs.configuration(SyntheticCorpus.classification(), 1, 100);
        ObjectNode tree = YamlTree.parse(plain.toYaml(), "test");
        tree.set("training", YamlTree.parse("{epochs: 1, precision: float32, " + setting + "}", "test"));
        RunConfiguration configuration = RunConfiguration.parse(YamlTree.format(tree), "test");
        assertThatThrownBy(() -> Runs.train(folder, configuration, new TrainingListener() {
                    @Override
                    public void started(String description, long stepsDone, long steps) {
                        throw new AssertionError("has started");
                    }
                }))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining(message);
    }

    @Test
    void twoProcessesDoNotTrainIntoOneFolder() {
        try (RunFolder held = RunFolder.open(folder)) {
            assertThat(held.path()).isEqualTo(folder);
            assertThatThrownBy(() -> RunFolder.open(folder))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenIsRemoved() throws IOException {
        Path partial = Files.writeString(folder.resolve(".model.safetensors.0123abcd.partial"), "half");
        RunFolder.open(folder).close();
        assertThat(partial).doesNotExist();
    }

    @Test
    @Tag("slow")
    void trainingLearnsClasses() {
        TrainingResult result = learn(SyntheticCorpus.classification());
        assertThat(result.best().score()).isGreaterThan(3.0 / 6);
    }

    @Test
    @Tag("slow")
    void trainingLearnsAttributes() {
        TrainingResult result = learn(SyntheticCorpus.regression());
        assertThat(result.best().score()).isGreaterThan(0.4);
    }

    private TrainingResult learn(Task task) {
        Corpus corpus = new SyntheticCorpus(SyntheticSettings.standard(2).withSize(24, 10));
        return Runs.train(folder, Runs.configuration(task, 26, 1000), corpus, TrainingListener.SILENT);
    }

    @Test
    void epochsBeforeTheFirstThatCanBeKeptAreNotKept() {
        RunConfiguration plain = Runs.configuration(SyntheticCorpus.classification(), 4, 100);
        for (int from = 1; from <= 4; from++) {
            TrainingConfiguration training = plain.training().toBuilder()
                    .selection(new SelectionSettings("f1Macro", SelectionSettings.Over.ANSWER, from))
                    .build();
            RunConfiguration late = new RunConfiguration(
                    plain.corpus(), plain.task(), plain.split(), plain.model(), training, plain.fusion());
            TrainingResult result = Runs.train(folder.resolve("from" + from), late, TrainingListener.SILENT);
            int first = from;
            double best = result.history().stream()
                    .filter(epoch -> epoch.epoch() >= first)
                    .mapToDouble(EpochRecord::score)
                    .max()
                    .orElseThrow();
            assertThat(result.best().epoch()).isGreaterThanOrEqualTo(from);
            assertThat(result.best().score()).isEqualTo(best);
        }
    }
}
