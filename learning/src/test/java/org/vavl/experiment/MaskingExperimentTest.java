package org.vavl.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.configuration.YamlTree;
import org.vavl.corpus.Clip;
import org.vavl.corpus.Corpus;
import org.vavl.corpus.FeatureStatistics;
import org.vavl.corpus.Modality;
import org.vavl.corpus.synthetic.SyntheticCorpus;
import org.vavl.corpus.synthetic.SyntheticSettings;
import org.vavl.features.FeatureSequence;
import org.vavl.training.TrainingListener;

class MaskingExperimentTest {
    @TempDir
    private Path folder;

    private static Corpus corpus() {
        return new SyntheticCorpus(SyntheticSettings.standard(1).withSize(10, 6));
    }

    /** The trapezoids of 1, 0.8, 0.2 are 0.9 and 0.5 high; their mean is 0.7. */
    @Test
    void theAreaIsTheMeanHeightOfTheTrapezoids() {
        assertThat(MaskingExperiment.area(List.of(1.0, 0.8, 0.2))).isCloseTo(0.7, within(1e-12));
    }

    @Test
    void framesThatGoAreZeroOrInvalidAndGoAtEveryLargerShareToo() {
        try (Corpus corpus = corpus()) {
            Modality modality = corpus.modalities().get(0);
            FeatureStatistics statistics = FeatureStatistics.measure(modality, corpus.clips());
            Clip clip = corpus.clips().stream()
                    .filter(one -> one.features(modality).isPresent())
                    .findFirst()
                    .orElseThrow();
            FeatureSequence whole = clip.features(modality).orElseThrow();
            BitSet before = whole.valid();
            for (int level = 1; level < 10; level++) {
                double share = level / 10.0;
                FeatureSequence masked =
                        sequence(new FrameMasking(modality, share, FrameMasking.Kind.MASKED, 7), clip, statistics);
                FeatureSequence zeroed =
                        sequence(new FrameMasking(modality, share, FrameMasking.Kind.ZEROED, 7), clip, statistics);
                assertThat(masked.validFrames())
                        .isEqualTo(whole.validFrames() - (int) Math.round(share * whole.validFrames()));
                BitSet kept = masked.valid();
                BitSet both = (BitSet) kept.clone();
                both.and(before);
                assertThat(both).isEqualTo(kept);
                before = kept;
                assertThat(zeroed.valid()).isEqualTo(whole.valid());
                for (int t = 0; t < whole.frames(); t++) {
                    boolean gone = whole.isValid(t) && !kept.get(t);
                    assertThat(statistics.normalise(0, zeroed.value(t, 0)))
                            .isEqualTo(gone ? 0 : statistics.normalise(0, whole.value(t, 0)));
                }
            }
        }
    }

    private static FeatureSequence sequence(FrameMasking masking, Clip clip, FeatureStatistics statistics) {
        return masking.apply(clip, statistics).features(masking.modality()).orElseThrow();
    }

    @Test
    @Tag("slow")
    void everyNetworkWithAJointHeadHasACurveForEachModalityAndKind() {
        JsonNode training = YamlTree.parse("{epochs: 1, batchSize: 16, precision: float32, threads: 1}", "test");
        ExperimentConfiguration defaults = ExperimentConfiguration.defaults();
        ExperimentConfiguration configuration = new ExperimentConfiguration(
                "synthetic",
                defaults.task(),
                defaults.split(),
                1,
                List.of(),
                1,
                "tiny",
                List.of(
                        new ModelEntry("VAVL", YamlTree.parse("{name: vavl, preset: tiny}", "test"), Optional.empty()),
                        new ModelEntry(
                                "U", YamlTree.parse("{name: unimodal, preset: tiny}", "test"), Optional.empty())),
                Optional.of(training),
                List.of("f1Macro"));
        try (Corpus corpus = corpus()) {
            new MaskingExperiment(new Study(configuration, corpus, folder)).run(new TrialResults.Listener() {
                @Override
                public TrainingListener started(Trial trial, int before, int all) {
                    return TrainingListener.SILENT;
                }

                @Override
                public void skipped(Trial trial) {}

                @Override
                public void failed(TrialResults.Failure failure) {
                    throw new AssertionError(failure.reason());
                }
            });
            assertThat(folder.resolve("masking.csv")).content().hasLineCount(1 + 4);
        }
    }
}
