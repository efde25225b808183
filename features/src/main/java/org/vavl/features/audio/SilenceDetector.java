package org.vavl.features.audio;

import java.util.BitSet;

/** Finds the frames that are not silent. */
final class SilenceDetector {
    private static final double NEPERS_PER_DECIBEL = Math.log(10) / 10;

    private SilenceDetector() {}

    /**
     * The valid frames.
     *
     * @param logEnergies ln of each frame's mean square
     * @param frames T
     * @param frameRate frames per second
     */
    static BitSet activeFrames(float[] logEnergies, int frames, double frameRate, SilenceSettings settings) {
        BitSet all = new BitSet();
        all.set(0, frames);
        if (settings.frames() == SilenceSettings.Frames.NONE) {
            return all;
        }
        double loudest = Double.NEGATIVE_INFINITY;
        for (int frame = 0; frame < frames; frame++) {
            loudest = Math.max(loudest, logEnergies[frame]);
        }
        double threshold = loudest - settings.decibelsBelowLoudest() * NEPERS_PER_DECIBEL;
        int margin = (int) Math.round(settings.marginSeconds() * frameRate);
        BitSet audible = new BitSet();
        for (int frame = 0; frame < frames; frame++) {
            if (logEnergies[frame] >= threshold) {
                audible.set(Math.max(0, frame - margin), Math.min(frames, frame + margin + 1));
            }
        }
        if (settings.frames() == SilenceSettings.Frames.EDGES && !audible.isEmpty()) {
            audible.set(audible.nextSetBit(0), audible.length());
        }
        return audible;
    }
}
