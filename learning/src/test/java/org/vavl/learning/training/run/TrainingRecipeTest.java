package org.vavl.learning.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.learning.training.augmentation.ModalityDropoutSettings;
import org.vavl.learning.training.loss.LossSettings;
import org.vavl.learning.training.optimiser.DecaySettings;
import org.vavl.learning.training.optimiser.SgdSettings;
import org.vavl.model.ModelConfigurations;

class TrainingRecipeTest {
    private static final Task CLASSES = SyntheticCorpus.classification();
    private static final Task ATTRIBUTES = SyntheticCorpus.regression();

    private static TrainingConfiguration recipe(String family, Task task) {
        return TrainingRecipe.of(ModelConfigurations.family(family), task);
    }

    @Test
    void vavlAndTheUnimodalNetworkAreTrainedAsThePaperSays() {
        assertThat(recipe("vavl", CLASSES)).isEqualTo(TrainingConfiguration.defaultsFor(CLASSES));
        assertThat(recipe("unimodal", ATTRIBUTES)).isEqualTo(TrainingConfiguration.defaultsFor(ATTRIBUTES));
    }

    @Test
    void uavmSeesOneModalityABatchAndMixesAndHalvesItsLearningRate() {
        TrainingConfiguration uavm = recipe("uavm", CLASSES);
        assertThat(uavm.presentation()).isEqualTo(new ModalityDropoutSettings.One());
        assertThat(uavm.mixup()).isEqualTo(10);
        assertThat(uavm.mixupShare()).isEqualTo(0.5);
        assertThat(uavm.schedule().decay()).isEqualTo(new DecaySettings.Exponential(0.5));
        assertThat(uavm.sampler().balanced()).isTrue();
        assertThat(uavm.loss().labelSmoothing()).isEqualTo(0.1);
        assertThat(recipe("uavm", ATTRIBUTES).sampler().balanced()).isFalse();
        assertThat(recipe("uavm", ATTRIBUTES).loss()).isEqualTo(LossSettings.defaultsFor(ATTRIBUTES));
    }

    @Test
    void sfavIsTrainedByGradientDescentOnFourCopies() {
        TrainingConfiguration sfav = recipe("sfav", CLASSES);
        assertThat(sfav.optimiser()).isEqualTo(new SgdSettings(1e-3, 0.9, 0.9));
        assertThat(sfav.schedule().decay()).isEqualTo(new DecaySettings.Steps(0.1, List.of(40, 55, 65, 70)));
        assertThat(sfav.presentation()).isEqualTo(new ModalityDropoutSettings.Copies());
    }

    @Test
    void aConfigurationThatNamesAFamilyHasItsTrainingAndWhatItSaysItself() {
        RunConfiguration run = RunConfiguration.parse("""
                corpus: synthetic
                task: {type: classification, labels: [a, b]}
                model: {name: mult, preset: tiny}
                training: {epochs: 3, schedule: {decay: cosine}}
                """, "test");
        assertThat(run.training().gradientClip()).isEqualTo(0.8);
        assertThat(run.training().epochs()).isEqualTo(3);
        assertThat(run.training().schedule().decay()).isEqualTo(new DecaySettings.Cosine());
    }

    @Test
    void aCorpusMayHaveABatchSizeThatAFamilyOrTheConfigurationHasAnotherFor() {
        CorpusDefaults corpus = new CorpusDefaults(ATTRIBUTES, OptionalInt.of(16));
        assertThat(batchSize("{corpus: c}", corpus)).isEqualTo(16);
        assertThat(batchSize("{corpus: c, model: {name: vavl, preset: tiny}}", corpus))
                .isEqualTo(16);
        assertThat(batchSize("{corpus: c, model: {name: mult, preset: tiny}}", corpus))
                .isEqualTo(24);
        assertThat(batchSize("{corpus: c, training: {batchSize: 8}}", corpus)).isEqualTo(8);
        assertThat(batchSize("{corpus: c}", CorpusDefaults.of(ATTRIBUTES))).isEqualTo(32);
    }

    private static int batchSize(String yaml, CorpusDefaults corpus) {
        return RunConfiguration.parse(yaml, "test", corpus).training().batchSize();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auxformer", "mult", "sfav", "tlstm", "uavm", "unimodal", "vavl"})
    void whatIsWrittenIsReadAgain(String family) {
        RunConfiguration run = RunConfiguration.parse(
                "{corpus: c, task: {type: classification, labels: [a, b]}, model: {name: " + family
                        + ", preset: tiny}}",
                "test");
        assertThat(RunConfiguration.parse(run.toYaml(), "again")).isEqualTo(run);
    }
}
