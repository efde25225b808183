package org.vavl.learning.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.YamlTree;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.model.ModelFamily;

/**
 * How the authors of a network train it. Kept in {@code recipe.yaml} beside the family's class, and laid over the paper's training: what
 * holds for every task, then what is for classes alone.
 *
 * @param source where it is written
 * @param training settings for every task
 * @param classification settings for classes, laid over those; empty if there are none
 */
record TrainingRecipe(String source, JsonNode training, Optional<JsonNode> classification) {
    /** The training of a family's networks: the paper's, unless the family has another. */
    static TrainingConfiguration of(ModelFamily family, Task task) {
        return of(family, task, TrainingConfiguration.defaultsFor(task));
    }

    /**
     * The same on a corpus.
     *
     * @param paper the paper's training on that corpus
     */
    static TrainingConfiguration of(ModelFamily family, Task task, TrainingConfiguration paper) {
        return read(family).map(recipe -> recipe.over(paper, task)).orElse(paper);
    }

    private TrainingConfiguration over(TrainingConfiguration paper, Task task) {
        ConfigurationReader reader = ConfigurationReader.standard();
        TrainingConfiguration all = reader.read(training, paper);
        return task instanceof Task.Classification
                ? reader.read(classification.orElseGet(JsonNodeFactory.instance::objectNode), all)
                : all;
    }

    private static Optional<TrainingRecipe> read(ModelFamily family) {
        try (InputStream in = family.getClass().getResourceAsStream("recipe.yaml")) {
            if (in == null) {
                return Optional.empty();
            }
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(ConfigurationReader.standard()
                    .read(YamlTree.parse(yaml, family.name() + "'s recipe"), TrainingRecipe.class));
        } catch (IOException e) {
            throw new UncheckedIOException("the recipe of " + family.name() + " cannot be read", e);
        }
    }
}
