package org.vavl.core.clip;

import java.util.ArrayList;
import java.util.Comparator;
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

    /** Of more modalities, sets of some are not told apart: there are too many. */
    private static final int MOST_WITH_SUBSETS = 4;

    /**
     * The sets of modalities that are told apart, each in their order: every set of one or more, those of fewer before those of more, all last. Of more than four
     * modalities, each alone and all.
     */
    public static List<List<Modality>> sets(List<Modality> modalities) {
        if (modalities.size() > MOST_WITH_SUBSETS) {
            List<List<Modality>> some = new ArrayList<>();
            modalities.forEach(modality -> some.add(List.of(modality)));
            some.add(List.copyOf(modalities));
            return List.copyOf(some);
        }
        List<List<Modality>> subsets = new ArrayList<>();
        for (int bits = 1; bits < 1 << modalities.size(); bits++) {
            List<Modality> subset = new ArrayList<>();
            for (int m = 0; m < modalities.size(); m++) {
                if ((bits >> m & 1) == 1) {
                    subset.add(modalities.get(m));
                }
            }
            subsets.add(subset);
        }
        subsets.sort(Comparator.comparingInt(List::size));
        return List.copyOf(subsets);
    }

    /** The head that joins several modalities, named after them; speech and face together are called audio-visual. */
    public static Head joining(List<Modality> modalities) {
        List<String> names = modalities.stream().map(Modality::name).toList();
        boolean audioVisual = names.equals(List.of(Modality.ACOUSTIC, Modality.VISUAL));
        return new Head(audioVisual ? AUDIO_VISUAL : String.join("-", names), modalities);
    }
}
