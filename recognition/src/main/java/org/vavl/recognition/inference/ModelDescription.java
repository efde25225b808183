package org.vavl.recognition.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;

/**
 * What a trained model takes and predicts.
 *
 * @param task what it predicts
 * @param modalities what it takes
 * @param heads one for each modality that can be recognised alone, then the one that joins them
 * @param extractors which extractor's features it was trained on, by the modality's name, in the modalities' order
 * @param provenance what it was trained on, with what, and how well it did
 * @param calibration how the probabilities of heads, and of answers that several heads give together, are scaled
 * @param fusion how the final prediction is made of the heads' outputs
 * @param confidence when the final prediction is not to be relied on
 */
public record ModelDescription(
        Task task,
        List<Modality> modalities,
        List<Head> heads,
        Map<String, ExtractorId> extractors,
        Provenance provenance,
        Calibration calibration,
        Fusion fusion,
        Confidence confidence) {
    /** Copies the collections and checks that each modality has an extractor. */
    public ModelDescription {
        modalities = List.copyOf(modalities);
        heads = List.copyOf(heads);
        Map<String, ExtractorId> ordered = new LinkedHashMap<>();
        for (Modality modality : modalities) {
            ExtractorId extractor = extractors.get(modality.name());
            if (extractor == null) {
                throw new IllegalArgumentException("modality " + modality + " has no extractor");
            }
            ordered.put(modality.name(), extractor);
        }
        extractors = Collections.unmodifiableMap(ordered);
    }

    /** A model that cannot tell when it is unsure. */
    public ModelDescription(
            Task task,
            List<Modality> modalities,
            List<Head> heads,
            Map<String, ExtractorId> extractors,
            Provenance provenance,
            Calibration calibration,
            Fusion fusion) {
        this(task, modalities, heads, extractors, provenance, calibration, fusion, Confidence.none());
    }

    /** The same with other probabilities and another way to make the final prediction of them. */
    public ModelDescription with(Calibration otherCalibration, Fusion otherFusion, Confidence otherConfidence) {
        return new ModelDescription(
                task, modalities, heads, extractors, provenance, otherCalibration, otherFusion, otherConfidence);
    }
}
