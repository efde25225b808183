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
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
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
    public record Row(String source, String corpus, String model, Map<String, String> values) {
        /**
         * What a column of a table has in the paper, whose modalities are acoustic and visual.
         *
         * @param modalities the corpus's, which may have other names; see {@link Modality#meant}
         */
        public Optional<String> value(ResultColumn column, List<Modality> modalities) {
            return Optional.ofNullable(values.get(inThePaper(column.head(), modalities) + "." + column.metric()));
        }
    }

    /** What the paper calls a head. */
    private static String inThePaper(String head, List<Modality> modalities) {
        for (String name : List.of(Modality.ACOUSTIC, Modality.VISUAL)) {
            if (Modality.meant(modalities, name)
                    .filter(modality -> modality.name().equals(head))
                    .isPresent()) {
                return name;
            }
        }
        return modalities.size() == 2 && Head.joining(modalities).name().equals(head) ? Head.AUDIO_VISUAL : head;
    }

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

    /**
     * The paper's row for a network on a corpus.
     *
     * @param modalities the corpus's
     */
    public Optional<Row> row(String corpus, ModelEntry model, List<Modality> modalities) {
        String name = nameOf(model.model(), modalities);
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
    private static String nameOf(JsonNode model, List<Modality> modalities) {
        String name = model.path("name").asText();
        if (name.equals("vavl")) {
            return name + ablation(model);
        }
        if (!name.equals("unimodal")) {
            return name;
        }
        String usual = model.path("preset").asText().startsWith("visual-") ? Modality.VISUAL : Modality.ACOUSTIC;
        String modality = model.path("modality").asText(usual);
        return name + "-"
                + Modality.meant(modalities, modality)
                        .map(meant -> inThePaper(meant.name(), modalities))
                        .orElse(modality);
    }
}
