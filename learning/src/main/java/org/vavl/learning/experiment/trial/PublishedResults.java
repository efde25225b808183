package org.vavl.learning.experiment.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.YamlTree;

/**
 * What the paper measured, from {@code published.yaml}.
 *
 * @param rows one for each corpus and network
 */
public record PublishedResults(List<Row> rows) {
    /** The settings of VAVL that the paper's three ablations switch off. */
    public static final List<String> ABLATIONS = List.of("sharedResidual", "reconstruction", "jointHead");

    /**
     * A row of the paper's tables.
     *
     * @param source the paper and the table
     * @param corpus the corpus's name, as its importer calls it
     * @param model the network, such as {@code uavm} or {@code unimodal-acoustic}
     * @param values mean and deviation as printed, by head and metric, such as {@code acoustic.f1Macro}
     */
    public record Row(String source, String corpus, String model, Map<String, String> values) {}

    /** Reads the file. */
    public static PublishedResults ofThePaper() {
        try (InputStream in = Objects.requireNonNull(
                PublishedResults.class.getResourceAsStream("published.yaml"), "published.yaml")) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ConfigurationReader.standard()
                    .read(YamlTree.parse(yaml, "the paper's results"), PublishedResults.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the paper's results cannot be read", e);
        }
    }

    /** The paper's row for a network on a corpus. */
    public Optional<Row> row(String corpus, ModelEntry model) {
        String name = nameOf(model.model());
        return rows.stream()
                .filter(row -> row.corpus().equals(corpus) && row.model().equals(name))
                .findFirst();
    }

    /** What the paper calls VAVL without a part, from the first setting that is off. */
    private static String ablation(JsonNode model) {
        for (int i = 0; i < ABLATIONS.size(); i++) {
            if (!model.path(ABLATIONS.get(i)).asBoolean(true)) {
                return "-ablation-" + (i + 1);
            }
        }
        return "";
    }

    /** A network for one modality, and VAVL without a part, have that in their name here. */
    private static String nameOf(JsonNode model) {
        String name = model.path("name").asText();
        if (name.equals("vavl")) {
            return name + ablation(model);
        }
        if (!name.equals("unimodal")) {
            return name;
        }
        boolean visual = model.path("modality").asText().equals("visual")
                || model.path("preset").asText().startsWith("visual-");
        return name + (visual ? "-visual" : "-acoustic");
    }
}
