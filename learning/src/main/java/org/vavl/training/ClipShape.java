package org.vavl.training;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vavl.corpus.Clip;
import org.vavl.corpus.Modality;
import org.vavl.features.FeatureSequence;
import org.vavl.inference.BatchAssembler;
import org.vavl.model.EmotionModel;

/**
 * What of a clip decides in which batches it comes.
 *
 * @param modalities the names of those of which it has a valid frame
 * @param frames in all of them together
 */
record ClipShape(Set<String> modalities, int frames) {
    ClipShape {
        modalities = Set.copyOf(modalities);
    }

    /** The shape of a clip, as a network sees it: one that it has no answer for has nothing. */
    static ClipShape of(Clip clip, EmotionModel network) {
        ClipShape shape = of(clip, network.modalities());
        return network.answeringHeads(shape.modalities()).isEmpty() ? new ClipShape(Set.of(), 0) : shape;
    }

    private static ClipShape of(Clip clip, List<Modality> modalities) {
        Set<String> present = new LinkedHashSet<>();
        int frames = 0;
        for (Modality modality : modalities) {
            Optional<FeatureSequence> sequence = BatchAssembler.features(clip, modality);
            if (sequence.isPresent()) {
                present.add(modality.name());
                frames += sequence.get().frames();
            }
        }
        return new ClipShape(present, frames);
    }
}
