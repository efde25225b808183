package org.vavl.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.training.run.RunConfiguration;

@Tag("fuzz")
class ConfigurationFuzzTest {
    private static final String RIGHT = """
            corpus: some/corpus
            task: {type: classification, labels: [happy, sad], softLabels: false}
            split: {type: shares, trial: 1, seed: 1}
            model: {name: vavl, preset: tiny, width: 8, feedForwardWidth: 16, headWidths: [8], projectionWidth: 8}
            training:
              epochs: 2
              batchSize: 4
              learningRate: 1e-2
              schedule: {warmUp: 0.1, decay: {type: cosine}}
              precision: float32
            """;

    @Test
    void everyConfigurationIsReadOrRefused() {
        RunConfiguration right = RunConfiguration.parse(RIGHT, "right.yaml");
        String whole = right.toYaml();
        int accepted = Fuzz.run("configuration", 500, random -> {
            String text = Mutation.ofText(random.nextBoolean() ? RIGHT : whole, random);
            RunConfiguration read = RunConfiguration.parse(text, "mutated.yaml");
            String written = read.toYaml();
            assertThat(RunConfiguration.parse(written, "again.yaml").toYaml()).isEqualTo(written);
        });
        assertThat(accepted).isPositive();
    }

    @Test
    void everyAssignmentIsSetOrRefused() {
        Fuzz.run("assignment", 1_000, random -> {
            var tree = YamlTree.parse(RIGHT, "right.yaml");
            YamlTree.override(tree, List.of(Mutation.ofText("training.schedule.warmUp=0.2", random)));
            RunConfiguration.parse(YamlTree.format(tree), "mutated.yaml");
        });
    }
}
