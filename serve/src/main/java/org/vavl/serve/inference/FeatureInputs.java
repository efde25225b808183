package org.vavl.serve.inference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.serve.http.ProblemException;

/**
 * Features of the tensors of a request: one for each modality, of its name, of T×D or B×T×D values, and for any of them a mask, its name with {@code
 * _mask}, of T or B×T, true where a frame is valid. All have the same B.
 */
final class FeatureInputs {
    /** What the name of a mask ends in. */
    static final String MASK = "_mask";

    private static final int MOST_CLIPS = 64;

    private final ModelDescription model;
    private final Map<String, InputTensor> tensors = new LinkedHashMap<>();

    /** @throws ProblemException if there are two of a name, or one that the model does not take */
    FeatureInputs(ModelDescription model, List<InputTensor> inputs) {
        this.model = model;
        List<String> modalities =
                model.modalities().stream().map(Modality::name).toList();
        for (InputTensor input : inputs) {
            String modality = input.name().endsWith(MASK)
                    ? input.name().substring(0, input.name().length() - MASK.length())
                    : input.name();
            if (!modalities.contains(modality)) {
                throw ProblemException.of(
                        400,
                        "the input '" + input.name() + "' is none of the model's: " + String.join(", ", modalities)
                                + ", each with or without NAME" + MASK);
            }
            if (tensors.put(input.name(), input) != null) {
                throw ProblemException.of(400, "there are two inputs '" + input.name() + "'");
            }
        }
    }

    /**
     * The features of each clip.
     *
     * @throws ProblemException if shapes do not fit
     */
    List<Map<String, FeatureSequence>> clips() {
        List<Map<String, FeatureSequence>> clips = new ArrayList<>();
        for (Modality modality : model.modalities()) {
            InputTensor tensor = tensors.get(modality.name());
            if (tensor == null) {
                if (tensors.containsKey(modality.name() + MASK)) {
                    throw ProblemException.of(
                            400, "there is " + modality.name() + MASK + ", and no " + modality.name());
                }
                continue;
            }
            List<FeatureSequence> sequences = sequences(modality, tensor);
            if (clips.isEmpty()) {
                sequences.forEach(any -> clips.add(new LinkedHashMap<>()));
            }
            if (clips.size() != sequences.size()) {
                throw ProblemException.of(
                        400,
                        "the input " + modality.name() + " has " + sequences.size() + " clips, and another has "
                                + clips.size());
            }
            for (int b = 0; b < clips.size(); b++) {
                clips.get(b).put(modality.name(), sequences.get(b));
            }
        }
        if (clips.isEmpty()) {
            throw ProblemException.of(400, "there are masks and no features");
        }
        return clips;
    }

    private List<FeatureSequence> sequences(Modality modality, InputTensor tensor) {
        List<Integer> shape = tensor.shape();
        int dimensions = shape.size();
        int clips = dimensions == 3 ? shape.get(0) : 1;
        if (dimensions < 2 || dimensions > 3 || shape.get(dimensions - 1) != modality.width() || clips > MOST_CLIPS) {
            throw ProblemException.of(
                    400,
                    "the input " + modality.name() + " has the shape " + shape + ", and must have [T, "
                            + modality.width() + "] or [B, T, " + modality.width() + "], B at most " + MOST_CLIPS);
        }
        if (!(tensor.frameRate() > 0 && tensor.frameRate() <= 1e6)) {
            throw ProblemException.of(
                    400,
                    "the frame_rate of " + modality.name() + " is " + tensor.frameRate() + ", and must be above 0");
        }
        int frames = shape.get(dimensions - 2);
        Optional<InputTensor> mask = Optional.ofNullable(tensors.get(modality.name() + MASK));
        mask.ifPresent(given -> requireFits(given, clips, frames));
        List<FeatureSequence> sequences = new ArrayList<>();
        for (int b = 0; b < clips; b++) {
            int size = frames * modality.width();
            FeatureSequence sequence = new FeatureSequence(
                    tensor.values().slice(b * size, size),
                    modality.width(),
                    tensor.frameRate(),
                    valid(mask, b * frames, frames),
                    Objects.requireNonNull(model.extractors().get(modality.name())));
            sequence.requireFinite("the input " + modality.name());
            sequences.add(sequence);
        }
        return sequences;
    }

    private static void requireFits(InputTensor mask, int clips, int frames) {
        if (mask.values().remaining() != clips * frames) {
            throw ProblemException.of(
                    400,
                    "the input " + mask.name() + " has the shape " + mask.shape() + ", and must have [" + frames
                            + "] or [" + clips + ", " + frames + "]");
        }
    }

    private static BitSet valid(Optional<InputTensor> mask, int from, int frames) {
        BitSet valid = new BitSet();
        for (int t = 0; t < frames; t++) {
            int index = from + t;
            valid.set(t, mask.isEmpty() || mask.get().values().get(index) != 0);
        }
        return valid;
    }
}
