package org.vavl.recognition.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.EmbeddingDensity;
import org.vavl.recognition.inference.Fusion;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.metadata.ModelMetadata;

/**
 * What an exported file says of its model, whose parts fit each other.
 *
 * @param metadata what the model file says that it was made from
 * @param description the same, of the network that is in the file
 * @param layout of the graph
 * @param statistics by modality, in the order of the network's
 */
public record ExportedModel(
        ModelMetadata metadata,
        ModelDescription description,
        OnnxLayout layout,
        Map<Modality, FeatureStatistics> statistics) {
    private static final int MOST_FRAMES = 1 << 24;

    /** Copies the map, whose order is kept. */
    public ExportedModel {
        statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
    }

    /**
     * Reads what a file says, and checks the file; nothing of it is run.
     *
     * @throws VavlException if the file cannot be read or is no exported model
     */
    public static ExportedModel read(Path file) {
        return of(OnnxFile.open(file));
    }

    /** @throws VavlException if something is missing or makes no sense */
    static ExportedModel of(OnnxFile file) {
        ModelMetadata metadata = ModelMetadata.of(file.path(), file.metadata());
        try {
            String json = file.metadata().get(OnnxLayout.KEY);
            if (file.metadata().containsKey(ChainLayout.KEY)) {
                throw new VavlException("it takes samples and face crops, for other programs; what vavl runs is what"
                        + " vavl export writes without --extractors");
            }
            if (json == null) {
                throw new VavlException("it lacks " + OnnxLayout.KEY + " in its metadata");
            }
            OnnxLayout layout = OnnxLayout.read(json);
            Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
            metadata.modalities().keySet().forEach(modality -> statistics.put(modality, file.statistics(modality)));
            List<Modality> modalities = List.copyOf(statistics.keySet());
            requireFrames(layout, modalities);
            ModelDescription description =
                    description(metadata, modalities, heads(layout, modalities), confidence(file, metadata, layout));
            requireFitting(description);
            return new ExportedModel(metadata, description, layout, statistics);
        } catch (VavlException e) {
            throw new VavlException(file.path() + ": is no exported model: " + e.getMessage(), e);
        }
    }

    private static ModelDescription description(
            ModelMetadata metadata, List<Modality> modalities, List<Head> heads, Confidence confidence) {
        return new ModelDescription(
                metadata.task(),
                modalities,
                heads,
                metadata.extractors(),
                metadata.provenance(),
                metadata.calibration(),
                metadata.fusion(),
                confidence);
    }

    private static Confidence confidence(OnnxFile file, ModelMetadata metadata, OnnxLayout layout) {
        try {
            Confidence confidence = metadata.confidence().with(file);
            confidence.densities().forEach((head, density) -> requireFitting(head, density, layout));
            return confidence;
        } catch (IllegalArgumentException e) {
            throw new VavlException("its " + ModelMetadata.CONFIDENCE + ": " + e.getMessage(), e);
        }
    }

    private static void requireFitting(String head, EmbeddingDensity density, OnnxLayout layout) {
        boolean fits = layout.heads().stream()
                .anyMatch(there -> there.name().equals(head) && there.embedding() == density.width());
        if (!fits) {
            throw new VavlException("its " + ModelMetadata.CONFIDENCE + " has a density of head " + head + ", width "
                    + density.width() + ", and no head of that name has embeddings of that width");
        }
    }

    private static void requireFrames(OnnxLayout layout, List<Modality> modalities) {
        for (Modality modality : modalities) {
            Integer most = layout.mostFrames().get(modality.name());
            if (most == null || most < 1 || most > MOST_FRAMES) {
                throw new VavlException("its " + OnnxLayout.KEY + " has mostFrames of " + modality.name() + " " + most
                        + ", and must have 1 to " + MOST_FRAMES);
            }
        }
    }

    private static List<Head> heads(OnnxLayout layout, List<Modality> modalities) {
        List<Head> heads = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (OnnxLayout.NamedHead head : layout.heads()) {
            List<Modality> ofHead = modalities.stream()
                    .filter(modality -> head.modalities().contains(modality.name()))
                    .toList();
            if (ofHead.isEmpty() || ofHead.size() != head.modalities().size() || !names.add(head.name())) {
                throw new VavlException("its head '" + head.name() + "' is there twice, or is of " + head.modalities()
                        + ", and must be of its modalities, " + modalities);
            }
            heads.add(new Head(head.name(), ofHead));
        }
        return heads;
    }

    private static void requireFitting(ModelDescription description) {
        List<String> heads = description.heads().stream().map(Head::name).toList();
        List<String> modalities =
                description.modalities().stream().map(Modality::name).toList();
        if (!description.calibration().isOf(heads)) {
            throw new VavlException(
                    "its " + ModelMetadata.CALIBRATION + " is of heads that it has not; its heads are " + heads);
        }
        if (description.fusion() instanceof Fusion.Weighted weighted) {
            for (FusionState state : weighted.states()) {
                if (!heads.containsAll(state.headNames()) || !modalities.containsAll(state.modalities())) {
                    throw new VavlException("its " + ModelMetadata.FUSION + " weighs the heads " + state.headNames()
                            + " for " + state.modalities() + ", and it has " + heads + " for " + modalities);
                }
            }
        }
    }
}
