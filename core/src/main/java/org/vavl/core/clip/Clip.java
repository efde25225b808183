package org.vavl.core.clip;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One recording of one person: who speaks, what people said of it, and the features of each modality that it has.
 *
 * @param id unique in its corpus
 * @param speaker who speaks; clips of the same speaker never stand in different parts of a speaker-independent split
 * @param labels what people said of it
 * @param traits what else is known of it by name, such as {@link #GENDER}; splits are balanced and results may be grouped by
 *     traits, nothing is learnt from them
 * @param features by the modality's name, read when they are asked for
 */
public record Clip(
        String id,
        String speaker,
        Labels labels,
        Map<String, String> traits,
        Map<String, Supplier<FeatureSequence>> features) {
    /** The conventional name of the trait that splits are balanced by. */
    public static final String GENDER = "gender";
    /** The conventional name of the trait that tells which distorted copy of another clip this one is. */
    public static final String COPY = "copy";

    /** Copies both maps and checks that clip and speaker have names. */
    public Clip {
        if (id.isBlank() || speaker.isBlank()) {
            throw new IllegalArgumentException("clip '" + id + "' of speaker '" + speaker + "': neither may be blank");
        }
        traits = Map.copyOf(traits);
        features = Map.copyOf(features);
    }

    /** A clip of which nothing else is known. */
    public Clip(String id, String speaker, Labels labels, Map<String, Supplier<FeatureSequence>> features) {
        this(id, speaker, labels, Map.of(), features);
    }

    /** Whether it is a distorted copy of another clip of its corpus, made to be trained on and for nothing else. */
    public boolean isCopy() {
        return traits.containsKey(COPY);
    }

    /** The names of the modalities that the clip has. */
    public Set<String> modalities() {
        return features.keySet();
    }

    /**
     * The clip's features of one modality.
     *
     * @return empty if the clip lacks the modality
     * @throws org.vavl.core.VavlException if the features cannot be read
     */
    public Optional<FeatureSequence> features(Modality modality) {
        return Optional.ofNullable(features.get(modality.name())).map(Supplier::get);
    }

    /** The clip as it would be if it had only these of its modalities. */
    public Clip only(Set<String> modalities) {
        Map<String, Supplier<FeatureSequence>> kept = new HashMap<>(features);
        kept.keySet().retainAll(modalities);
        return new Clip(id, speaker, labels, traits, kept);
    }
}
