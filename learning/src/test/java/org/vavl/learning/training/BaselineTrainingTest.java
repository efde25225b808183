package org.vavl.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.compute.Device;
import org.vavl.learning.training.run.RunConfiguration;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;

/** Each baseline, trained as its authors do, on a corpus in which clips lack modalities. */
@Tag("slow")
class BaselineTrainingTest {
    @TempDir
    private Path folder;

    private static RunConfiguration configuration(String family) {
        return RunConfiguration.parse(String.format(Locale.ROOT, """
                corpus: synthetic
                task: {type: classification, labels: [angry, disgust, fear, happy, neutral, sad]}
                split: {type: shares, trial: 1, seed: 1}
                model: {name: %s, preset: tiny}
                training: {epochs: 2, batchSize: 8, precision: float32, threads: 1, seed: 5, checkpointSteps: 2}
                """, family), "test");
    }

    private static final class CutOff extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"auxformer", "mult", "sfav", "tlstm", "uavm", "unimodal"})
    void aRunThatIsCutOffEndsWithTheSameModelBitForBit(String family) throws IOException {
        RunConfiguration configuration = configuration(family);
        Path whole = Runs.train(folder.resolve("whole"), configuration, TrainingListener.SILENT)
                .model();
        assertThatThrownBy(() -> Runs.train(folder.resolve("cut"), configuration, new TrainingListener() {
                    @Override
                    public void stepDone(int epoch, long stepsDone, double loss) {
                        if (stepsDone == 3) {
                            throw new CutOff();
                        }
                    }
                }))
                .isInstanceOf(CutOff.class);
        Path continued = Runs.train(folder.resolve("cut"), configuration, TrainingListener.SILENT)
                .model();
        assertThat(Files.mismatch(whole, continued)).isEqualTo(-1);
        try (TrainedModel model = ModelFile.read(continued, Device.CPU)) {
            assertThat(model.network().configuration()).isEqualTo(configuration.model());
        }
    }
}
