package org.vavl.features.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * What an acoustic frame holds. Its columns are, in this order: the mel bands' log energies or their cepstra; the log energy of the
 * whole frame; the pitch and its strength; the changes in time of all these; the place in the clip; all this as often
 * as frames are stacked; and statistics of the whole clip.
 *
 * @param logMel how the mel bands are found
 * @param cepstra 0 for the mel bands themselves; else their first so many coefficients of a discrete cosine transform, which describe
 *     the spectrum's envelope and leave out its detail
 * @param energy whether there is a column for the frame's energy: ln of the mean square of its samples
 * @param pitch whether there are two columns for the pitch, log2 of its frequency in Hz and its strength from 0 to 1, and how they are found
 * @param deltas 0, 1 or 2: how often changes in time are appended
 * @param positions how many columns say where in the clip's valid part the frame is, 0 to 32: cos(π·k·(t + ½)/T), k = 1, 2, …; of use
 *     where all clips say the same sentences
 * @param stacking how many frames in a row make one, at least 1; the last one is repeated where frames are missing
 * @param normaliseLevel whether every clip is made as loud as any other: its loudest frame has the log energy 0
 * @param silence which frames are silence
 * @param summary whether a clip's frames are summed up; before they are stacked, so that as many segments as stacked frames make one vector
 *     of a clip
 */
public record AcousticSettings(
        LogMelSettings logMel,
        int cepstra,
        boolean energy,
        PitchSettings pitch,
        int deltas,
        int positions,
        int stacking,
        boolean normaliseLevel,
        SilenceSettings silence,
        SummarySettings summary) {
    private static final AcousticSettings DEFAULTS = new AcousticSettings(
            LogMelSettings.defaults(),
            0,
            true,
            PitchSettings.defaults(),
            0,
            0,
            1,
            false,
            SilenceSettings.defaults(),
            SummarySettings.defaults());

    /** Checks the ranges. */
    public AcousticSettings {
        if (cepstra < 0 || cepstra > logMel.bands()) {
            throw new IllegalArgumentException(
                    "cepstra is " + cepstra + ", and must be 0 to the number of mel bands, " + logMel.bands());
        }
        if (deltas < 0 || deltas > 2) {
            throw new IllegalArgumentException("deltas is " + deltas + ", and must be 0, 1 or 2");
        }
        if (positions < 0 || positions > 32) {
            throw new IllegalArgumentException("positions is " + positions + ", and must be 0 to 32");
        }
        if (stacking < 1 || stacking > 100) {
            throw new IllegalArgumentException("stacking is " + stacking + ", and must be 1 to 100");
        }
        if (pitch.enabled() && pitch.maximumFrequency() > logMel.sampleRate() / 4.0) {
            throw new IllegalArgumentException("the highest pitch is " + pitch.maximumFrequency()
                    + " Hz, and must be at most a quarter of the sample rate, " + logMel.sampleRate() / 4.0);
        }
    }

    /** 80 mel bands, energy and pitch every 20 ms; silence before and after the speech is not valid. */
    public static AcousticSettings defaults() {
        return DEFAULTS;
    }

    /** The same with other mel bands. */
    public AcousticSettings withLogMel(LogMelSettings newLogMel) {
        return new AcousticSettings(
                newLogMel, cepstra, energy, pitch, deltas, positions, stacking, normaliseLevel, silence, summary);
    }

    /** The same with so many cepstra; 0 for the mel bands. */
    public AcousticSettings withCepstra(int newCepstra) {
        return new AcousticSettings(
                logMel, newCepstra, energy, pitch, deltas, positions, stacking, normaliseLevel, silence, summary);
    }

    /** The same with the frame's energy, or without. */
    public AcousticSettings withEnergy(boolean newEnergy) {
        return new AcousticSettings(
                logMel, cepstra, newEnergy, pitch, deltas, positions, stacking, normaliseLevel, silence, summary);
    }

    /** The same with another search for the pitch. */
    public AcousticSettings withPitch(PitchSettings newPitch) {
        return new AcousticSettings(
                logMel, cepstra, energy, newPitch, deltas, positions, stacking, normaliseLevel, silence, summary);
    }

    /** The same with so many changes in time. */
    public AcousticSettings withDeltas(int newDeltas) {
        return new AcousticSettings(
                logMel, cepstra, energy, pitch, newDeltas, positions, stacking, normaliseLevel, silence, summary);
    }

    /** The same with so many columns for the place in the clip. */
    public AcousticSettings withPositions(int newPositions) {
        return new AcousticSettings(
                logMel, cepstra, energy, pitch, deltas, newPositions, stacking, normaliseLevel, silence, summary);
    }

    /** The same with so many frames in one. */
    public AcousticSettings withStacking(int newStacking) {
        return new AcousticSettings(
                logMel, cepstra, energy, pitch, deltas, positions, newStacking, normaliseLevel, silence, summary);
    }

    /** The same with every clip as loud as any other, or not. */
    public AcousticSettings withNormalisedLevel(boolean newNormaliseLevel) {
        return new AcousticSettings(
                logMel, cepstra, energy, pitch, deltas, positions, stacking, newNormaliseLevel, silence, summary);
    }

    /** The same with other frames as silence. */
    public AcousticSettings withSilence(SilenceSettings newSilence) {
        return new AcousticSettings(
                logMel, cepstra, energy, pitch, deltas, positions, stacking, normaliseLevel, newSilence, summary);
    }

    /** The same with other statistics of the clip. */
    public AcousticSettings withSummary(SummarySettings newSummary) {
        return new AcousticSettings(
                logMel, cepstra, energy, pitch, deltas, positions, stacking, normaliseLevel, silence, newSummary);
    }

    /** The columns' names, such as {@code mel-0}, {@code cepstrum-0}, {@code energy}, {@code pitch}, {@code voicing}, {@code delta-energy}. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < spectralColumns(); i++) {
            columns.add((cepstra == 0 ? "mel-" : "cepstrum-") + i);
        }
        if (energy) {
            columns.add("energy");
        }
        if (pitch.enabled()) {
            columns.add("pitch");
            columns.add("voicing");
        }
        List<String> own = List.copyOf(columns);
        for (int order = 1; order <= deltas; order++) {
            String prefix = "delta-".repeat(order);
            own.forEach(column -> columns.add(prefix + column));
        }
        for (int k = 1; k <= positions; k++) {
            columns.add("position-" + k);
        }
        List<String> single = List.copyOf(columns);
        for (int place = 1; place < stacking; place++) {
            String suffix = "+" + place;
            single.forEach(column -> columns.add(column + suffix));
        }
        if (summary.statistics()) {
            columns.addAll(Functionals.names(own, this));
        }
        return List.copyOf(columns);
    }

    /** Whether each frame's columns are its own, so that frames can be made one after the other. */
    boolean isFrameByFrame() {
        return deltas == 0 && positions == 0 && stacking == 1 && summary.segments() == 0 && !summary.statistics();
    }

    /** The number of mel bands or cepstra. */
    int spectralColumns() {
        return cepstra == 0 ? logMel.bands() : cepstra;
    }

    /** Frames a second; 1 by convention where segments make the frames, which then last as long as their clip lets them. */
    public double frameRate() {
        return summary.segments() > 0 ? 1 : unsummedFrameRate() / stacking;
    }

    /** Frames a second before they are summed up or stacked. */
    double unsummedFrameRate() {
        return (double) logMel.sampleRate() / logMel.hopSamples();
    }
}
