package org.vavl.learning.corpus.pairing;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.vavl.learning.corpus.split.SplitRule;

/**
 * Which clips are put together.
 *
 * @param acoustic the corpus of speech
 * @param visual the corpus of faces
 * @param alone visual training clips that stay without speech, for each one that gets some; with partitions, of the clips that are in the same parts; at least 0
 * @param mismatched share of the speech, in every part, whose face is of a label drawn from all that there are, from 0 to 1: faces that talk show less of an
 *     emotion than pictures of it, and a network that only ever saw pairs that agree believes a face too much
 * @param partitions that both corpora have, such as folds, in place of their splits: speech gets a face that is in the same part in each of them, and the pairs have
 *     them all; empty for none
 * @param seed of the draws
 */
public record PairingSettings(
        Source acoustic, Source visual, double alone, double mismatched, List<String> partitions, long seed) {
    /**
     * One side.
     *
     * @param corpus its folder
     * @param split which of its clips are trained on, chosen on and tested on; in the pairs, too
     */
    public record Source(Path corpus, SplitRule split) {}

    /** Copies the list and checks the ranges. */
    public PairingSettings {
        partitions = List.copyOf(partitions);
        if (Set.copyOf(partitions).size() < partitions.size()) {
            throw new IllegalArgumentException(
                    "partitions are " + String.join(", ", partitions) + ", and each must be named once");
        }
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
                List.of(),
                SplitRule.DEFAULT_SEED);
    }
}
