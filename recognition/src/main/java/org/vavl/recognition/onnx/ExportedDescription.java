package org.vavl.recognition.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.EmbeddingDensity;
import org.vavl.recognition.inference.Fusion;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.metadata.ModelMetadata;

/** What an exported file says of a model, with or without its extractors, as far as its parts fit each other. */
final class ExportedDescription {
    private ExportedDescription() {}

    /**
     * Puts it together.
     *
     * @param heads as the layout of the file's graph names them
     * @throws VavlException if the parts do not fit each other; the message is to follow the file's name
     */
    static ModelDescription of(OnnxFile file, ModelMetadata metadata, List<OnnxLayout.NamedHead> heads) {
        List<Modality> modalities = List.copyOf(metadata.modalities().keySet());
        ModelDescription description = new ModelDescription(
                metadata.task(),
                modalities,
                heads(heads, modalities),
                metadata.extractors(),
                metadata.provenance(),
                metadata.calibration(),
                metadata.fusion(),
                confidence(file, metadata, heads));
        requireFitting(description);
        return description;
    }

    private static Confidence confidence(OnnxFile file, ModelMetadata metadata, List<OnnxLayout.NamedHead> heads) {
        try {
            Confidence confidence = metadata.confidence().with(file);
            confidence.densities().forEach((head, density) -> requireFitting(head, density, heads));
            return confidence;
        } catch (IllegalArgumentException e) {
            throw new VavlException("its " + ModelMetadata.CONFIDENCE + ": " + e.getMessage(), e);
        }
    }

    private static void requireFitting(String head, EmbeddingDensity density, List<OnnxLayout.NamedHead> heads) {
        boolean fits =
                heads.stream().anyMatch(there -> there.name().equals(head) && there.embedding() == density.width());
        if (!fits) {
            throw new VavlException("its " + ModelMetadata.CONFIDENCE + " has a density of head " + head + ", width "
                    + density.width() + ", and no head of that name has embeddings of that width");
        }
    }

    private static List<Head> heads(List<OnnxLayout.NamedHead> named, List<Modality> modalities) {
        List<Head> heads = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (OnnxLayout.NamedHead head : named) {
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
