package org.vavl.learning.corpus.synthetic;

import org.vavl.core.clip.Modality;

/**
 * One modality of a {@link SyntheticCorpus}.
 *
 * @param modality its name and width
 * @param frameRate frames per second
 * @param minimumFrames frames of the shortest clip, at least 6
 * @param maximumFrames frames of the longest
 * @param confusion share of clips, 0 to 1, in which the modality shows an emotion's neighbour in its place; no model of this
 *     modality alone can be right there
 * @param noise standard deviation of the noise on every value, in units of a gesture's height
 * @param absent share of clips, 0 to 1, that lack the modality
 * @param invalid share of frames, 0 to below 1, that are lost
 */
public record SyntheticModality(
        Modality modality,
        double frameRate,
        int minimumFrames,
        int maximumFrames,
        double confusion,
        double noise,
        double absent,
        double invalid) {
    /** Checks the ranges. */
    public SyntheticModality {
        if (minimumFrames < 6 || maximumFrames < minimumFrames) {
            throw new IllegalArgumentException("frames from " + minimumFrames + " to " + maximumFrames
                    + ": must be from 6 or more, and to no fewer");
        }
        requireShare("confusion", confusion);
        requireShare("absent", absent);
        requireShare("invalid", invalid);
        if (!(noise >= 0) || invalid >= 1) {
            throw new IllegalArgumentException(
                    "noise is " + noise + " and invalid " + invalid + ": must be 0 or more, and below 1");
        }
    }

    /** The same with another share of clips that lack it. */
    public SyntheticModality withAbsent(double share) {
        return new SyntheticModality(
                modality, frameRate, minimumFrames, maximumFrames, confusion, noise, share, invalid);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be from 0 to 1");
        }
    }
}
