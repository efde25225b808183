package org.vavl.features.audio;

import java.nio.FloatBuffer;
import java.util.BitSet;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.storage.FeatureSpool;

/**
 * Turns samples that come in pieces into a sequence of acoustic frames; how they are cut makes no difference. Samples are not kept,
 * only frames are: loudness and pitch in memory, spectra in a temporary file once they are many.
 *
 * <p>Used once. Not thread-safe.
 */
public final class AcousticFrontEnd implements AutoCloseable {
    private static final int FRAMES_AT_A_TIME = 1024;

    private final AcousticAlgorithm algorithm;
    private final AcousticSettings settings;
    private final Framer logMel;
    private final Framer energy;
    private final Framer pitch;
    private long samples;

    /** A front end for one sound, by the latest algorithm. */
    public AcousticFrontEnd(AcousticSettings settings) {
        this(settings, AcousticAlgorithm.latest());
    }

    /** A front end for one sound. */
    AcousticFrontEnd(AcousticSettings settings, AcousticAlgorithm algorithm) {
        this.algorithm = algorithm;
        this.settings = settings;
        LogMelSettings spectrum = settings.logMel();
        int hop = spectrum.hopSamples();
        Pitch pitchAnalysis = new Pitch(settings.pitch(), spectrum.sampleRate(), algorithm);
        logMel = new Framer(new LogMel(spectrum), hop, 0);
        energy = new Framer(new LogEnergy(spectrum.windowSamples()), hop, 0);
        pitch = new Framer(pitchAnalysis, hop, (spectrum.windowSamples() - pitchAnalysis.windowSamples()) / 2);
    }

    /**
     * Takes the next samples.
     *
     * @param samples full scale is ±1
     * @param count how many of them
     */
    public void accept(float[] samples, int count) {
        logMel.accept(samples, count);
        energy.accept(samples, count);
        if (settings.pitch().enabled()) {
            pitch.accept(samples, count);
        }
        this.samples += count;
    }

    /** How many samples came so far. */
    public long samples() {
        return samples;
    }

    /** How many windows were whole so far. */
    public int frames() {
        return logMel.frames();
    }

    /**
     * Ends the sound.
     *
     * @param extractor as whose the sequence is
     * @return no frame at all if the sound was shorter than a window
     */
    public FeatureSequence finish(ExtractorId extractor) {
        Whole whole = end();
        return summed(columns(0, frames(), whole), whole.audible(), extractor);
    }

    /**
     * Ends the sound; of settings by which each frame's columns are its own, only a few frames are in memory at a time.
     *
     * @param extractor as whose the features are
     */
    public ExtractedFeatures finishLong(ExtractorId extractor) {
        if (!settings.isFrameByFrame()) {
            return ExtractedFeatures.of(finish(extractor));
        }
        Whole whole = end();
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            FeatureSpool spool = opened.add(new FeatureSpool(), FeatureSpool::close);
            for (int begin = 0; begin < frames(); begin += FRAMES_AT_A_TIME) {
                int end = Math.min(frames(), begin + FRAMES_AT_A_TIME);
                float[] values = columns(begin, end, whole).values();
                spool.append(values, 0, values.length);
            }
            return opened.returned(new ExtractedFeatures(
                    spool, settings.columns().size(), settings.frameRate(), whole.audible(), extractor));
        }
    }

    /**
     * What only the whole sound tells.
     *
     * @param logEnergies of each frame
     * @param audible the frames that are not silent
     * @param gain what makes the loudest frame's log energy 0, if that is asked for; a gain is a sum in the logarithm
     * @param pitches pitch and strength of each frame, if they are asked for
     */
    private record Whole(FrameMatrix logEnergies, BitSet audible, float gain, FrameMatrix pitches) {}

    private Whole end() {
        logMel.complete();
        energy.complete();
        float[] logEnergies = energy.rows(0, frames());
        BitSet audible =
                SilenceDetector.activeFrames(logEnergies, frames(), settings.unsummedFrameRate(), settings.silence());
        if (algorithm.leavesOutTheFloor()) {
            LogEnergy.clearTheFloor(audible, logEnergies);
        }
        float gain = settings.normaliseLevel() ? -maximum(logEnergies) : 0;
        return new Whole(new FrameMatrix(logEnergies, 1), audible, gain, pitches());
    }

    private FeatureSequence summed(FrameMatrix own, BitSet audible, ExtractorId extractor) {
        if (audible.isEmpty() && !settings.summary().equals(SummarySettings.defaults())) {
            return nothingToSum(extractor);
        }
        FrameMatrix matrix =
                own.deltas(settings.deltas()).positions(settings.positions(), audible.nextSetBit(0), audible.length());
        BitSet valid = audible;
        int segments = settings.summary().segments();
        if (segments > 0) {
            matrix = matrix.segments(audible, segments);
            valid = new BitSet();
            valid.set(0, segments);
        }
        matrix = matrix.stacked(settings.stacking());
        if (settings.summary().statistics()) {
            matrix = matrix.with(Functionals.of(own, audible, settings));
        }
        return new FeatureSequence(
                FloatBuffer.wrap(matrix.values()), matrix.width(), settings.frameRate(), stacked(valid), extractor);
    }

    /** As many frames as there would be, none of them valid. */
    private FeatureSequence nothingToSum(ExtractorId extractor) {
        int segments = settings.summary().segments();
        int unstacked = segments > 0 && frames() > 0 ? segments : frames();
        int stacked = (unstacked + settings.stacking() - 1) / settings.stacking();
        int width = settings.columns().size();
        return new FeatureSequence(
                FloatBuffer.allocate(Math.multiplyExact(stacked, width)),
                width,
                settings.frameRate(),
                new BitSet(),
                extractor);
    }

    private static float maximum(float[] values) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            maximum = Math.max(maximum, value);
        }
        return maximum;
    }

    private FrameMatrix columns(int begin, int end, Whole whole) {
        int bands = settings.logMel().bands();
        int width = bands + (settings.energy() ? 1 : 0) + (settings.pitch().enabled() ? 2 : 0);
        float[] spectra = logMel.rows(begin, end);
        float[] values = new float[Math.multiplyExact(end - begin, width)];
        for (int frame = begin; frame < end; frame++) {
            int at = (frame - begin) * width;
            for (int band = 0; band < bands; band++) {
                values[at++] = spectra[(frame - begin) * bands + band] + whole.gain();
            }
            if (settings.energy()) {
                values[at++] = whole.logEnergies().at(frame, 0) + whole.gain();
            }
            if (settings.pitch().enabled()) {
                values[at++] = whole.pitches().at(frame, 0);
                values[at] = whole.pitches().at(frame, 1);
            }
        }
        FrameMatrix matrix = new FrameMatrix(values, width);
        return settings.cepstra() > 0 ? matrix.cepstra(bands, settings.cepstra()) : matrix;
    }

    private FrameMatrix pitches() {
        if (!settings.pitch().enabled()) {
            return new FrameMatrix(new float[0], 2);
        }
        pitch.padTo(frames());
        pitch.complete();
        return PitchTrack.smooth(new FrameMatrix(pitch.rows(0, frames()), 2), settings.pitch());
    }

    /** A stacked frame is valid if one of its frames is. */
    private BitSet stacked(BitSet valid) {
        BitSet stacked = new BitSet();
        valid.stream().forEach(frame -> stacked.set(frame / settings.stacking()));
        return stacked;
    }

    @Override
    public void close() {
        logMel.close();
        energy.close();
        pitch.close();
    }
}
