package org.vavl.learning.experiment.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.folder.CorpusWriter;
import org.vavl.learning.corpus.split.SplitRule;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.experiment.SilentTrials;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.learning.experiment.trial.TrialResults;

class SplitsExperimentTest {
    @TempDir
    private Path folder;

    private Study study(Corpus corpus) {
        JsonNode training = YamlTree.parse("{epochs: 1, batchSize: 16, precision: float32, threads: 1}", "test");
        return new Study(
                ExperimentConfiguration.defaults()
                        .withCorpus("synthetic")
                        .withTrials(2)
                        .withModels(List.of(
                                new ModelEntry(
                                        "V", YamlTree.parse("{name: vavl, preset: tiny}", "test"), Optional.empty()),
                                new ModelEntry(
                                        "other",
                                        YamlTree.parse("{name: mult, preset: tiny}", "test"),
                                        Optional.empty())))
                        .withTraining(training)
                        .withMetrics(List.of("f1Macro")),
                corpus,
                folder.resolve("out"));
    }

    private Path written(Corpus corpus) {
        Path target = folder.resolve("other");
        CorpusDescription description =
                new CorpusDescription("other", corpus.task(), "made by a test", "none", List.of());
        try (CorpusWriter writer = CorpusWriter.create(
                target,
                description,
                corpus.modalities().stream().map(m -> m.name()).toList())) {
            for (Clip clip : corpus.clips()) {
                Map<String, FeatureSequence> features = new HashMap<>();
                corpus.modalities().forEach(m -> clip.features(m).ifPresent(f -> features.put(m.name(), f)));
                writer.add(new ClipEntry(clip.id(), clip.speaker(), clip.labels(), clip.traits(), Map.of()), features);
            }
            writer.commit();
        }
        return target;
    }

    @Test
    @Tag("slow")
    void oneTableHasEverySplitAndOtherCorpora() throws IOException {
        try (Corpus corpus = new SyntheticCorpus(SyntheticSettings.standard(1).withSize(4, 10));
                Corpus second =
                        new SyntheticCorpus(SyntheticSettings.standard(2).withSize(3, 4))) {
            Path other = written(second);
            SplitsExperiment experiment =
                    new SplitsExperiment(study(corpus), List.of(SplitCondition.values()), List.of(other));
            SilentTrials listener = new SilentTrials();
            TrialResults results = experiment.run(listener);
            listener.requireMeasured(2 + 2 + 2 + 4 + 2);
            assertThat(results.failed()).isEmpty();
            assertThat(results.done()).hasSize(2 + 2 + 2 + 4).allMatch(result -> result.model()
                    .equals("V"));
            List<String> rows = Files.readAllLines(folder.resolve("out/splits/splits.csv"));
            assertThat(rows.get(0)).isEqualTo("split,trials,test speakers,tests of clips,F1 macro");
            assertThat(rows.subList(1, rows.size()))
                    .extracting(row -> row.replaceAll("(.*),[^,]*", "$1"))
                    .containsExactly(
                            "random clips,2,4,12",
                            "clips in turns,2,4,12",
                            rows.get(3).replaceAll("(.*),[^,]*", "$1"),
                            "leave one speaker out,4,4,40",
                            "tested on other,2,3,24");
            assertThat(rows.get(3)).startsWith("speakers apart,2,");
            assertThat(rows.get(4)).matches(".*,0\\.\\d{3}( \\(0\\.\\d{3} to [01]\\.\\d{3}\\))?");
            // nothing is done twice
            TrialResults again = experiment.run(new SilentTrials());
            assertThat(again.done()).isEqualTo(results.done());
        }
    }

    @Test
    void aSplitThatCannotBeMadeIsNamedAndOtherCorporaNeedSpeakersApart() {
        try (Corpus corpus = new SyntheticCorpus(SyntheticSettings.standard(1).withSize(1, 6))) {
            Study study = study(corpus);
            assertThatThrownBy(() ->
                            new SplitsExperiment(study, List.of(SplitCondition.LEAVE_ONE_SPEAKER_OUT), List.of(folder)))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("speakers-apart, which is not among the splits");
            assertThatThrownBy(
                            () -> new SplitsExperiment(study, List.of(SplitCondition.LEAVE_ONE_SPEAKER_OUT), List.of())
                                    .run(new SilentTrials()))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("split has 1 folds, and must have 2 or more");
        }
        assertThat(SplitCondition.named("clips-in-turns")).isEqualTo(SplitCondition.CLIPS_IN_TURNS);
        assertThatThrownBy(() -> SplitCondition.named("random"))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("split 'random' is not known");
    }

    @Test
    void aConfigurationMayDivideClips() {
        ExperimentConfiguration configuration =
                ExperimentConfiguration.defaults().withSplit(new SplitRule.Clips(SplitRule.Clips.Order.TURNS, 1, 3));
        assertThat(configuration.toYaml()).contains("type: clips").contains("order: turns");
    }
}
