package org.vavl.recognition.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;

/** What a network gets of a clip's features. */
public final class ClipFeatures {
    /** In standard deviations of the training set; beyond it, what a network makes of it has nothing to do with the clip. */
    private static final float MOST_DEVIATIONS = 1e9f;

    private ClipFeatures() {}

    /**
     * The features of a clip that has a valid frame of the modality; empty for others, which lack it.
     *
     * @throws VavlException if they cannot be read or have another width
     */
    public static Optional<FeatureSequence> of(Clip clip, Modality modality) {
        Optional<FeatureSequence> sequence = clip.features(modality);
        sequence.ifPresent(found -> {
            if (found.width() != modality.width()) {
                throw new VavlException("clip " + clip.id() + " has " + modality.name() + " features of width "
                        + found.width() + ", and the model needs " + modality.width());
            }
        });
        return sequence.filter(found -> found.validFrames() > 0);
    }

    /** How much of each modality a clip has. */
    public static Evidence evidence(Clip clip, List<Modality> modalities) {
        Map<String, Double> validShares = new LinkedHashMap<>();
        for (Modality modality : modalities) {
            of(clip, modality)
                    .ifPresent(features ->
                            validShares.put(modality.name(), features.validFrames() / (double) features.frames()));
        }
        return new Evidence(validShares);
    }

    /**
     * A value of a valid frame, normalised.
     *
     * @param source whose it is, for the message
     * @param frame its frame
     * @param index which of the frame's values it is
     * @throws VavlException if it is not finite, or further from the training set than any feature can be
     */
    public static float normalised(String source, FeatureStatistics statistics, int frame, int index, float value) {
        float normalised = statistics.normalise(index, value);
        if (Math.abs(normalised) <= MOST_DEVIATIONS) {
            return normalised;
        }
        throw Math.abs(value) <= FeatureSequence.MAXIMUM_MAGNITUDE
                ? new VavlException(source + ": frame " + frame + " has " + value + " as value " + index
                        + ", more than " + MOST_DEVIATIONS
                        + " standard deviations from the mean of what the model was trained on")
                : FeatureSequence.notFinite(source, frame, index, value);
    }
}
