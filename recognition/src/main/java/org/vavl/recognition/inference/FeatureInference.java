package org.vavl.recognition.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;

/** Inference from the features of single clips, which must be of the extractors that the model was trained on. May be used by several threads at once. */
public final class FeatureInference {
    private static final String NOBODY = "unknown";
    private static final int BATCH_SIZE = 32;

    private final ModelDescription model;
    private final Predictor predictor;
    private final Predictor batchPredictor;

    /** With a network, which it does not close. */
    public FeatureInference(InferenceNetwork network) {
        this.model = network.description();
        this.predictor = new Predictor(network, 1);
        this.batchPredictor = new Predictor(network, BATCH_SIZE);
    }

    /**
     * Predicts for a clip.
     *
     * @param clip a name for the prediction
     * @param features by the modality's name
     * @throws VavlException if a modality is none of the model's, or its features are of another extractor or width
     */
    public Prediction predict(String clip, Map<String, FeatureSequence> features) {
        return predictor.predict(List.of(clip(clip, features))).get(0);
    }

    /**
     * Predicts for several clips in batches; each prediction is that of the clip by itself, but for rounding.
     *
     * @param clips a name for the predictions
     * @param features of each clip, by the modality's name
     * @return in the order of the clips
     * @throws VavlException if it would be thrown for any of the clips
     */
    public List<Prediction> predict(String clips, List<Map<String, FeatureSequence>> features) {
        return batchPredictor.predict(
                features.stream().map(one -> clip(clips, one)).toList());
    }

    private Clip clip(String name, Map<String, FeatureSequence> features) {
        Map<String, Supplier<FeatureSequence>> suppliers = new LinkedHashMap<>();
        requireExtractors(features);
        features.forEach((modality, sequence) -> suppliers.put(modality, () -> sequence));
        return new Clip(name, NOBODY, new Labels(Map.of(), Map.of()), suppliers);
    }

    /**
     * Checks whose features they are.
     *
     * @throws VavlException if a modality is none of the model's, or its features are of another extractor
     */
    public void requireExtractors(Map<String, FeatureSequence> features) {
        features.forEach(this::requireExtractor);
    }

    private void requireExtractor(String modality, FeatureSequence sequence) {
        ExtractorId expected = model.extractors().get(modality);
        if (expected == null) {
            throw new VavlException("modality '" + modality + "' is none of the model's: "
                    + model.modalities().stream().map(Modality::name).toList());
        }
        if (!expected.equals(sequence.extractor())) {
            throw new VavlException("the " + modality + " features are of " + sequence.extractor()
                    + ", and the model was trained on those of " + expected);
        }
    }
}
