package org.vavl.learning.corpus.folder;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;

/** A clip's features of one modality, which are checked when they are read for the first time. */
final class CheckedFeatures implements Supplier<FeatureSequence> {
    private final String clip;
    private final Modality modality;
    private final Supplier<FeatureSequence> source;
    private final AtomicBoolean checked = new AtomicBoolean();

    CheckedFeatures(String clip, Modality modality, Supplier<FeatureSequence> source) {
        this.clip = clip;
        this.modality = modality;
        this.source = source;
    }

    @Override
    public FeatureSequence get() {
        FeatureSequence sequence = source.get();
        if (!checked.get()) {
            require(clip, modality, sequence);
            checked.set(true);
        }
        return sequence;
    }

    /** Checks what {@link #require} does, and that every value can be stored. */
    static void requireStorable(String clip, Modality modality, FeatureSequence sequence, FeatureStorage storage) {
        require(clip, modality, sequence);
        FloatBuffer values = sequence.values();
        for (int i = 0; storage != FeatureStorage.FLOAT32 && i < values.limit(); i++) {
            int frame = i / sequence.width();
            if (sequence.isValid(frame) && !storage.holds(values.get(i))) {
                throw new VavlException("clip " + clip + ": " + modality.name() + " features hold " + values.get(i)
                        + " in frame " + frame + ", which float16 cannot store; store float32");
            }
        }
    }

    /**
     * Checks the width, that a frame is valid, and that the valid frames' values are numbers.
     *
     * @throws VavlException if not, naming clip, modality and frame
     */
    static void require(String clip, Modality modality, FeatureSequence sequence) {
        String what = "clip " + clip + ": " + modality.name() + " features ";
        if (sequence.width() != modality.width()) {
            throw new VavlException(what + "have width " + sequence.width() + ", and must have " + modality.width());
        }
        if (sequence.validFrames() == 0) {
            throw new VavlException(
                    what + "have no valid frame of " + sequence.frames() + ", and must have at least one");
        }
        sequence.requireFinite("clip " + clip + ", " + modality.name() + " features");
    }
}
