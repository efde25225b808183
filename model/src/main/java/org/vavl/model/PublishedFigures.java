package org.vavl.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.vavl.core.clip.Modality;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.YamlTree;
import org.vavl.nn.ParameterPath;

/**
 * What a paper says of its network's size. Kept in {@code published.yaml} beside the family's class.
 *
 * @param source the paper and the place in it
 * @param presets which presets of the family the figures are about
 * @param parameters numbers of parameters
 */
public record PublishedFigures(String source, List<String> presets, List<Figure> parameters) {
    /**
     * One figure.
     *
     * @param name what the paper calls the part
     * @param figure how many parameters the paper says it has
     * @param parts the places of that in our network's tree of parameters, such as {@code acoustic.encoder}
     */
    public record Figure(String name, long figure, List<String> parts) {
        /** How many parameters our network has there. */
        public long countIn(EmotionModel network) {
            ParameterPath root = network.parameters().root();
            return parts.stream()
                    .flatMap(part -> root.find(here(part, network)).stream())
                    .mapToLong(ParameterPath::count)
                    .sum();
        }
    }

    /** A part's place in a network of other modalities: what begins with a modality's name begins with what that one is called here. */
    private static String here(String part, EmotionModel network) {
        int dot = part.indexOf('.');
        String first = dot < 0 ? part : part.substring(0, dot);
        return Modality.meant(network.modalities(), first)
                .map(modality -> modality.name() + part.substring(first.length()))
                .orElse(part);
    }

    /** What is published of a family; empty if nothing is known. */
    public static Optional<PublishedFigures> of(ModelFamily family) {
        try (InputStream in = family.getClass().getResourceAsStream("published.yaml")) {
            if (in == null) {
                return Optional.empty();
            }
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(ConfigurationReader.standard()
                    .read(YamlTree.parse(yaml, family.name() + "'s published figures"), PublishedFigures.class));
        } catch (IOException e) {
            throw new UncheckedIOException("the published figures of " + family.name() + " cannot be read", e);
        }
    }
}
