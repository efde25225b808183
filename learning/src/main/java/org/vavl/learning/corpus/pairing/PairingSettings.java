package org.vavl.learning.corpus.pairing;

import java.nio.file.Path;
import org.vavl.learning.corpus.split.SplitRule;

/**
 * Which clips are put together.
 *
 * @param acoustic the corpus of speech
 * @param visual the corpus of faces
 * @param alone visual training clips that stay without speech, for each one that gets some; at least 0
 * @param mismatched share of the speech, in every part, whose face is of a label drawn from all that there are, from 0 to 1: faces that talk show less of an
 *     emotion than pictures of it, and a network that only ever saw pairs that agree believes a face too much
 * @param seed of the draws
 */
public record PairingSettings(Source acoustic, Source visual, double alone, double mismatched, long seed) {
    /**
     * One side.
     *
     * @param corpus its folder
     * @param split which of its clips are trained on, chosen on and tested on; in the pairs, too
     */
    public record Source(Path corpus, SplitRule split) {}

    /** Checks the ranges. */
    public PairingSettings {
        if (!(alone >= 0 && alone <= 1000)) {
            throw new IllegalArgumentException("alone is " + alone + ", and must be from 0 to 1000");
        }
        if (!(mismatched >= 0 && mismatched <= 1)) {
            throw new IllegalArgumentException("mismatched is " + mismatched + ", and must be from 0 to 1");
        }
    }

    /** Folders by the modalities' names; as many faces alone as with speech, and all pairs of one label. */
    public static PairingSettings defaults() {
        return new PairingSettings(
                new Source(Path.of("acoustic"), SplitRule.SpeakerFolds.defaults()),
                new Source(Path.of("visual"), SplitRule.SpeakerShares.defaults()),
                1,
                0,
                SplitRule.DEFAULT_SEED);
    }
}
