package org.vavl.learning.experiment.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.experiment.SilentTrials;
import org.vavl.learning.experiment.embedding.EmbeddingExperiment;
import org.vavl.learning.experiment.trial.Experiment;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.Trial;
import org.vavl.learning.experiment.trial.TrialResults;
import org.vavl.learning.masking.FrameMasking;
import org.vavl.model.inference.TrainedModel;

class MaskingExperimentTest {
    @TempDir
    private Path folder;

    private static Corpus corpus() {
        return new SyntheticCorpus(SyntheticSettings.standard(1).withSize(10, 6));
    }

    /** The trapezoids of 1, 0.8, 0.2 are 0.9 and 0.5 high; their mean is 0.7. */
    @Test
    void theAreaIsTheMeanHeightOfTheTrapezoids() {
        assertThat(MaskingCurve.area(List.of(1.0, 0.8, 0.2))).isCloseTo(0.7, within(1e-12));
    }

    private interface Check {
        void of(Clip clip, FeatureSequence whole, FeatureStatistics statistics);
    }

    private static void everyClipOfAModality(Check check) {
        try (Corpus corpus = corpus()) {
            Modality modality = corpus.modalities().get(0);
            FeatureStatistics statistics = FeatureStatistics.measure(modality, corpus.clips());
            corpus.clips()
                    .forEach(clip -> clip.features(modality).ifPresent(whole -> check.of(clip, whole, statistics)));
        }
    }

    private static FrameMasking masking(double share, FrameMasking.Pattern pattern, FrameMasking.Kind kind) {
        return new FrameMasking(new Modality("acoustic", 24), share, pattern, kind, 7);
    }

    private static FeatureSequence sequence(FrameMasking masking, Clip clip, FeatureStatistics statistics) {
        return masking.apply(clip, statistics).features(masking.modality()).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void framesThatGoAreZeroOrInvalidAndGoAtEveryLargerShareToo(FrameMasking.Pattern pattern) {
        everyClipOfAModality((clip, whole, statistics) -> {
            BitSet before = whole.valid();
            for (int level = 1; level < 10; level++) {
                double share = level / 10.0;
                FeatureSequence masked = sequence(masking(share, pattern, FrameMasking.Kind.MASKED), clip, statistics);
                FeatureSequence zeroed = sequence(masking(share, pattern, FrameMasking.Kind.ZEROED), clip, statistics);
                assertThat(masked.validFrames())
                        .isEqualTo(whole.validFrames() - (int) Math.round(share * whole.validFrames()));
                BitSet kept = masked.valid();
                BitSet both = (BitSet) kept.clone();
                both.and(before);
                assertThat(both).as("%s, %d", clip.id(), level).isEqualTo(kept);
                before = kept;
                assertThat(zeroed.valid()).isEqualTo(whole.valid());
                for (int t = 0; t < whole.frames(); t++) {
                    boolean gone = whole.isValid(t) && !kept.get(t);
                    assertThat(statistics.normalise(0, zeroed.value(t, 0)))
                            .isEqualTo(gone ? 0 : statistics.normalise(0, whole.value(t, 0)));
                }
            }
        });
    }

    /** Of the valid frames in their order, those that went are neighbours, and begin elsewhere in other clips. */
    @Test
    void aBlockIsOneStretchOfTheValidFrames() {
        Set<Integer> begins = new HashSet<>();
        everyClipOfAModality((clip, whole, statistics) -> {
            BitSet kept = sequence(masking(0.4, FrameMasking.Pattern.BLOCK, FrameMasking.Kind.MASKED), clip, statistics)
                    .valid();
            List<Integer> valid = whole.valid().stream().boxed().toList();
            List<Integer> gone = IntStream.range(0, valid.size())
                    .filter(i -> !kept.get(valid.get(i)))
                    .boxed()
                    .toList();
            assertThat(gone.get(gone.size() - 1) - gone.get(0)).isEqualTo(gone.size() - 1);
            begins.add(gone.get(0));
        });
        assertThat(begins).hasSizeGreaterThan(5);
    }

    @Test
    void aWholeModalityIsAllZerosOrNotThere() {
        everyClipOfAModality((clip, whole, statistics) -> {
            Clip masked = masking(1, FrameMasking.Pattern.BLOCK, FrameMasking.Kind.MASKED)
                    .apply(clip, statistics);
            assertThat(masked.modalities()).doesNotContain("acoustic");
            assertThat(masked.modalities()).hasSize(clip.modalities().size() - 1);
            FeatureSequence zeroed =
                    sequence(masking(1, FrameMasking.Pattern.BLOCK, FrameMasking.Kind.ZEROED), clip, statistics);
            assertThat(zeroed.valid()).isEqualTo(whole.valid());
            zeroed.valid().stream().forEach(t -> assertThat(statistics.normalise(3, zeroed.value(t, 3)))
                    .isZero());
            assertThat(masking(0, FrameMasking.Pattern.BLOCK, FrameMasking.Kind.ZEROED)
                            .apply(clip, statistics))
                    .isSameAs(clip);
        });
    }

    @Test
    void aCorpusWithoutClipsThatHaveEveryModalityIsRefusedBeforeAnythingIsTrained() {
        try (Corpus corpus = new SyntheticCorpus(
                SyntheticSettings.standard(1).withSize(10, 6).withAbsent(0, 1))) {
            Study study = new Study(ExperimentConfiguration.defaults(), corpus, folder);
            for (Experiment experiment : List.of(new MaskingExperiment(study), new EmbeddingExperiment(study))) {
                assertThatThrownBy(() -> experiment.run(new SilentTrials()))
                        .isInstanceOf(VavlException.class)
                        .hasMessageContaining("none of the test clips of trial 1 has every modality");
            }
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    @Tag("slow")
    void everyNetworkWithAJointHeadHasACurveForEachModalityAndKind() {
        JsonNode training = YamlTree.parse("{epochs: 1, batchSize: 16, precision: float32, threads: 1}", "test");
        ExperimentConfiguration configuration = ExperimentConfiguration.defaults()
                .withCorpus("synthetic")
                .withTrials(1)
                .withPreset("tiny")
                .withModels(List.of(
                        new ModelEntry("VAVL", YamlTree.parse("{name: vavl, preset: tiny}", "test"), Optional.empty()),
                        new ModelEntry("MulT", YamlTree.parse("{name: mult, preset: tiny}", "test"), Optional.empty()),
                        new ModelEntry(
                                "U", YamlTree.parse("{name: unimodal, preset: tiny}", "test"), Optional.empty())))
                .withTraining(training)
                .withMetrics(List.of("f1Macro"));
        try (Corpus corpus = new SyntheticCorpus(
                SyntheticSettings.standard(1).withSize(10, 6).withAbsent(0, 0))) {
            Study study = new Study(configuration, corpus, folder);
            SilentTrials listener = new SilentTrials();
            TrialResults results = new MaskingExperiment(study).run(listener);
            listener.requireMeasured(
                    2 * (3 * 40 + 2 * 2 + 3 + 9)); // curves, whole modalities, subsets, unequal rates of two networks
            Path reports = folder.resolve("masking");
            assertThat(reports.resolve("curves.csv")).content().hasLineCount(1 + 24);
            assertThat(reports.resolve("areas.csv")).content().hasLineCount(1 + 6);
            assertThat(reports.resolve("every-modality.csv")).content().hasLineCount(1 + 8);
            assertThat(reports.resolve("report.md"))
                    .content()
                    .contains("head where frames of every modality are missing, one block")
                    .contains("head where visual frames are missing, random frames");
            assertThat(reports.resolve("never-worse.csv"))
                    .content()
                    .hasLineCount(1 + 3)
                    .doesNotContain("MulT");
            assertThat(reports.resolve("answers.csv")).content().hasLineCount(1 + 9);
            assertThat(reports.resolve("subsets.csv")).content().hasLineCount(1 + 3 + 1 + 1 + 1);
            assertThat(reports.resolve("unequal-rates.csv")).content().hasLineCount(1 + 9);
            nothingMissingIsThePlainEvaluation(study, results);
            assertThat(reports.resolve("whole-modalities.csv")).content().hasLineCount(1 + 4);
            assertThat(reports.resolve("whole-modalities.csv")).content().containsPattern("MulT,visual,.*,—\r");
            assertThat(reports.resolve("f1macro-visual-one-block.svg")).isNotEmptyFile();
            assertThat(reports.resolve("f1macro-acoustic-random-frames.pdf")).isNotEmptyFile();
            assertThat(reports.resolve("report.tex")).content().contains("{f1macro-visual-one-block.pdf}");
            assertThat(reports.resolve("report.html"))
                    .content()
                    .containsOnlyOnce("<title>")
                    .contains("<svg role=");
        }
    }

    /** The corpus's clips have every modality, so that the same clips are evaluated. */
    private static void nothingMissingIsThePlainEvaluation(Study study, TrialResults results) {
        MaskingValues values = new MaskingValues();
        Trial trial = study.trials().get(0);
        try (TrainedModel model = study.runner().model(trial)) {
            new MaskingMeasurement(trial, study.corpus(), model, List.of("logLoss"), done -> {}).into(values);
        }
        double plain = results.values("VAVL", "audio-visual", "logLoss").get(0);
        assertThat(values.curves()).hasSize(12);
        values.curves().values().forEach(curve -> assertThat(curve.get(0).get(0))
                .isEqualTo(plain));
        double answer = results.values("VAVL", Evaluation.ANSWER, "logLoss").get(0);
        values.answers()
                .values()
                .forEach(curve -> assertThat(curve.get(0).get(0).paper()).isEqualTo(answer));
        List<AnswerValue> all = values.states().entrySet().stream()
                .filter(entry -> entry.getKey().state().name().equals("acoustic and visual"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(all.get(0).paper()).isEqualTo(answer);
        assertThat(all.get(0).weighted()).isNotNaN();
    }
}
