package org.vavl.features.vision.tracking;

import java.util.BitSet;

/** Where a video's frames do not go on from each other: blank ones, and those right behind a cut. */
final class Interruptions {
    private final BitSet blank = new BitSet();
    private final BitSet cuts = new BitSet();

    /** A frame shows nothing. */
    void blank(int frame) {
        blank.set(frame);
    }

    /** A frame is the first behind a cut. */
    void cut(int frame) {
        cuts.set(frame);
    }

    boolean isBlank(int frame) {
        return blank.get(frame);
    }

    /** Whether there is a cut between two frames. */
    boolean isCutBetween(int frame, int later) {
        int next = cuts.nextSetBit(frame + 1);
        return next >= 0 && next <= later;
    }
}
