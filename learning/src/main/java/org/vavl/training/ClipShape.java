package org.vavl.training;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vavl.corpus.Clip;
import org.vavl.corpus.Modality;
import org.vavl.features.FeatureSequence;
import org.vavl.inference.BatchAssembler;

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

    /** The shape of a clip, seen by a model of these modalities. */
    static ClipShape of(Clip clip, List<Modality> modalities) {
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
