package org.vavl.recognition.onnx;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
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
        Map<Modality, FeatureStatistics> statistics)
        implements ExportedContent {
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
            requireFrames(layout, statistics.keySet());
            ModelDescription description = ExportedDescription.of(file, metadata, layout.heads());
            return new ExportedModel(metadata, description, layout, statistics);
        } catch (VavlException e) {
            throw new VavlException(file.path() + ": is no exported model: " + e.getMessage(), e);
        }
    }

    private static void requireFrames(OnnxLayout layout, Set<Modality> modalities) {
        for (Modality modality : modalities) {
            Integer most = layout.mostFrames().get(modality.name());
            if (most == null || most < 1 || most > MOST_FRAMES) {
                throw new VavlException("its " + OnnxLayout.KEY + " has mostFrames of " + modality.name() + " " + most
                        + ", and must have 1 to " + MOST_FRAMES);
            }
        }
    }
}
