package org.vavl.core.clip;

import java.util.List;

/**
 * A part of a network that answers, from some of the modalities.
 *
 * @param name such as {@code acoustic}, or {@code audio-visual} for the one that joins both
 * @param modalities what a clip needs to have for it
 */
public record Head(String name, List<Modality> modalities) {
    /** The field's name for the head that joins speech and face. */
    public static final String AUDIO_VISUAL = "audio-visual";

    /** Copies the modalities. */
    public Head {
        modalities = List.copyOf(modalities);
    }

    /** The head of one modality, named after it. */
    public static Head of(Modality modality) {
        return new Head(modality.name(), List.of(modality));
    }

    /** The head that joins several modalities, named after them; speech and face together are called audio-visual. */
    public static Head joining(List<Modality> modalities) {
        List<String> names = modalities.stream().map(Modality::name).toList();
        boolean audioVisual = names.equals(List.of(Modality.ACOUSTIC, Modality.VISUAL));
        return new Head(audioVisual ? AUDIO_VISUAL : String.join("-", names), modalities);
    }
}
