package org.vavl.learning.experiment.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.synthetic.SyntheticCorpus;
import org.vavl.learning.corpus.synthetic.SyntheticSettings;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.table.AblationExperiment;
import org.vavl.learning.experiment.trial.ExperimentConfiguration;
import org.vavl.learning.experiment.trial.ModelEntry;
import org.vavl.learning.experiment.trial.PublishedResults;
import org.vavl.learning.experiment.trial.Study;
import org.vavl.nn.LibTorch;

class ComplexityExperimentTest {
    @TempDir
    private Path folder;

    private static ExperimentConfiguration tiny(List<ModelEntry> models) {
        JsonNode training = YamlTree.parse("{precision: float32, threads: 1}", "test");
        return ExperimentConfiguration.defaults()
                .withCorpus("synthetic")
                .withTrials(1)
                .withPreset("tiny")
                .withModels(models)
                .withTraining(training);
    }

    private static Corpus corpus() {
        return new SyntheticCorpus(SyntheticSettings.standard(1).withSize(4, 6));
    }

    @Test
    void everyHeadOfEveryNetworkIsMeasuredAndCounted() {
        try (Corpus corpus = corpus()) {
            Report report = new ComplexityExperiment(
                            new Study(tiny(List.of()), corpus, folder),
                            2,
                            (trial, runner) -> Optional.of(PeakMemory.parse("3000000 1500000")))
                    .run();
            Report.Table parameters = (Report.Table) report.sections().get(0);
            Report.Table latency = (Report.Table) report.sections().get(1);
            assertThat(parameters.rows()).hasSize(8);
            assertThat(parameters.rows().get(5)).containsExactly("MulT", "35,046", "0.1", "749,000");
            assertThat(latency.rows()).hasSize((5 * 3 + 1 + 1 + 1) * 3);
            assertThat(latency.rows()).allSatisfy(row -> assertThat(Double.parseDouble(row.get(3)))
                    .isPositive()
                    .isLessThanOrEqualTo(Double.parseDouble(row.get(4))));
            assertThat(((Report.Table) report.sections().get(2)).rows())
                    .hasSize(8)
                    .contains(List.of("MulT", "3.0", "1.5"));
            assertThat(folder.resolve("complexity/latency.csv")).exists();
        }
    }

    /** A process that takes 200 MB more and gives them back has had them. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void memoryAtItsHighestIsSeenAfterItIsGivenBack() {
        LibTorch.load();
        PeakMemory measured = PeakMemory.during(() -> {
                    try (PointerScope scope = new PointerScope()) {
                        torch.ones(50_000_000);
                    }
                })
                .orElseThrow();
        assertThat(measured.added()).isBetween(190_000_000L, 400_000_000L);
        assertThat(measured.peak()).isGreaterThan(measured.added());
        assertThat(PeakMemory.parse(measured.text())).isEqualTo(measured);
        assertThatThrownBy(() -> PeakMemory.parse("much")).isInstanceOf(VavlException.class);
    }

    @Test
    void anAblationIsTheWholeAndTheThreeThatLackAPart() {
        ModelEntry vavl =
                new ModelEntry("VAVL", YamlTree.parse("{name: vavl, preset: tiny}", "test"), Optional.empty());
        try (Corpus corpus = corpus()) {
            List<ModelEntry> models = new AblationExperiment(new Study(tiny(List.of(vavl)), corpus, folder)).models();
            assertThat(models)
                    .extracting(ModelEntry::label)
                    .containsExactly("VAVL", "Ablation 1", "Ablation 2", "Ablation 3");
            assertThat(models.get(2).model().toString())
                    .isEqualTo("{\"name\":\"vavl\",\"preset\":\"tiny\",\"reconstruction\":false}");
            PublishedResults paper = PublishedResults.ofThePaper();
            assertThat(paper.row("msp-improv", models.get(3), corpus.modalities())
                            .orElseThrow()
                            .values())
                    .containsEntry("audio-visual.ccc.arousal", "0.711");
            ModelEntry mult =
                    new ModelEntry("MulT", YamlTree.parse("{name: mult, preset: tiny}", "test"), Optional.empty());
            assertThatThrownBy(() -> new AblationExperiment(new Study(tiny(List.of(mult)), corpus, folder)))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("vavl");
            assertThat(Files.exists(folder.resolve("runs"))).isFalse();
        }
    }
}
