package org.vavl.learning.corpus.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.vavl.core.clip.Modality;

/**
 * How a {@link SyntheticCorpus} is made.
 *
 * @param speakers how many people
 * @param clipsPerSpeaker how many clips of each; emotions take turns, in an order drawn for every speaker
 * @param acoustic the acoustic modality
 * @param visual the visual modality
 * @param others further modalities, which change nothing of the first two; a clip may lack any of them besides
 * @param speakerOffset standard deviation of each speaker's own offset of every value, in units of a gesture's height
 * @param attributes whether clips are also rated for arousal and valence, from 1 to 5
 * @param seed of everything that is drawn
 */
public record SyntheticSettings(
        int speakers,
        int clipsPerSpeaker,
        SyntheticModality acoustic,
        SyntheticModality visual,
        List<SyntheticModality> others,
        double speakerOffset,
        boolean attributes,
        long seed) {
    /** Checks the numbers. */
    public SyntheticSettings {
        others = List.copyOf(others);
        if (speakers < 1 || clipsPerSpeaker < 1) {
            throw new IllegalArgumentException(
                    speakers + " speakers with " + clipsPerSpeaker + " clips each: must be 1 or more of both");
        }
        if (acoustic.absent() + visual.absent() > 1) {
            throw new IllegalArgumentException("clips without acoustic (" + acoustic.absent() + ") and without visual ("
                    + visual.absent() + ") features must not be more than all: no clip lacks both");
        }
    }

    /** Of two modalities. */
    public SyntheticSettings(
            int speakers,
            int clipsPerSpeaker,
            SyntheticModality acoustic,
            SyntheticModality visual,
            double speakerOffset,
            boolean attributes,
            long seed) {
        this(speakers, clipsPerSpeaker, acoustic, visual, List.of(), speakerOffset, attributes, seed);
    }

    /** Twenty-four speakers with fifteen clips each, of which a tenth lacks audio and another tenth video. */
    public static SyntheticSettings standard(long seed) {
        return new SyntheticSettings(
                24,
                15,
                new SyntheticModality(new Modality(Modality.ACOUSTIC, 24), 20, 30, 60, 0.25, 0.8, 0.1, 0.05),
                new SyntheticModality(new Modality(Modality.VISUAL, 16), 10, 15, 30, 0.4, 0.6, 0.1, 0.1),
                0.5,
                true,
                seed);
    }

    /** The same with words as a third modality, which as many clips lack as speech. */
    public SyntheticSettings withText() {
        SyntheticModality text =
                new SyntheticModality(new Modality("text", 12), 3, 6, 12, 0.35, 0.6, acoustic.absent(), 0);
        return new SyntheticSettings(
                speakers, clipsPerSpeaker, acoustic, visual, List.of(text), speakerOffset, attributes, seed);
    }

    /** The acoustic modality, the visual one, and the others. */
    public List<SyntheticModality> modalities() {
        List<SyntheticModality> all = new ArrayList<>(List.of(acoustic, visual));
        all.addAll(others);
        return List.copyOf(all);
    }

    /** The same with other shares of clips that lack speech or face. */
    public SyntheticSettings withAbsent(double withoutAcoustic, double withoutVisual) {
        return new SyntheticSettings(
                speakers,
                clipsPerSpeaker,
                acoustic.withAbsent(withoutAcoustic),
                visual.withAbsent(withoutVisual),
                others,
                speakerOffset,
                attributes,
                seed);
    }

    /** The same with other numbers of speakers and clips. */
    public SyntheticSettings withSize(int newSpeakers, int newClipsPerSpeaker) {
        return new SyntheticSettings(
                newSpeakers, newClipsPerSpeaker, acoustic, visual, others, speakerOffset, attributes, seed);
    }
}
