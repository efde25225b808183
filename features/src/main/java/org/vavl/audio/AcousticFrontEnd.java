package org.vavl.audio;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.vavl.features.ExtractorId;
import org.vavl.features.FeatureSequence;

/**
 * Turns samples that come in pieces into a sequence of acoustic frames; how they are cut makes no difference. Samples are not kept,
 * only frames are.
 *
 * <p>Used once. Not thread-safe.
 */
public final class AcousticFrontEnd {
    private final AcousticSettings settings;
    private final Framer logMel;
    private final Framer energy;
    private final Framer pitch;
    private long samples;

    /** A front end for one sound. */
    public AcousticFrontEnd(AcousticSettings settings) {
        this.settings = settings;
        LogMelSettings spectrum = settings.logMel();
        int hop = spectrum.hopSamples();
        Pitch pitchAnalysis = new Pitch(settings.pitch(), spectrum.sampleRate());
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

    /**
     * Ends the sound.
     *
     * @param extractor as whose the sequence is
     * @return no frame at all if the sound was shorter than a window
     */
    public FeatureSequence finish(ExtractorId extractor) {
        int frames = logMel.frames();
        float[] logEnergies = Arrays.copyOf(energy.rows(), frames);
        BitSet audible = Silence.audible(logEnergies, frames, settings.unsummedFrameRate(), settings.silence());
        float gain = settings.normaliseLevel() ? -maximum(logEnergies) : 0;
        FrameMatrix matrix = columns(frames, logEnergies, gain);
        if (settings.cepstra() > 0) {
            matrix = matrix.cepstra(settings.logMel().bands(), settings.cepstra());
        }
        return summed(matrix, audible, extractor);
    }

    private FeatureSequence summed(FrameMatrix own, BitSet audible, ExtractorId extractor) {
        FrameMatrix matrix =
                own.deltas(settings.deltas()).positions(settings.positions(), audible.nextSetBit(0), audible.length());
        BitSet valid = audible;
        int segments = settings.summary().segments();
        if (segments > 0 && !audible.isEmpty()) {
            matrix = matrix.segments(audible, segments);
            valid = new BitSet();
            valid.set(0, segments);
        }
        matrix = matrix.stacked(settings.stacking());
        if (settings.summary().statistics() && !audible.isEmpty()) {
            matrix = matrix.with(ClipStatistics.of(own, audible, settings));
        }
        return new FeatureSequence(
                FloatBuffer.wrap(matrix.values()), matrix.width(), settings.frameRate(), stacked(valid), extractor);
    }

    private static float maximum(float[] values) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            maximum = Math.max(maximum, value);
        }
        return maximum;
    }

    /** A gain is a sum in the logarithm. */
    private FrameMatrix columns(int frames, float[] logEnergies, float gain) {
        int bands = settings.logMel().bands();
        int width = bands + (settings.energy() ? 1 : 0) + (settings.pitch().enabled() ? 2 : 0);
        float[] values = new float[Math.multiplyExact(frames, width)];
        FrameMatrix pitches = pitches(frames);
        for (int frame = 0; frame < frames; frame++) {
            int at = frame * width;
            for (int band = 0; band < bands; band++) {
                values[at++] = logMel.rows()[frame * bands + band] + gain;
            }
            if (settings.energy()) {
                values[at++] = logEnergies[frame] + gain;
            }
            if (settings.pitch().enabled()) {
                values[at++] = pitches.at(frame, 0);
                values[at] = pitches.at(frame, 1);
            }
        }
        return new FrameMatrix(values, width);
    }

    private FrameMatrix pitches(int frames) {
        if (!settings.pitch().enabled()) {
            return new FrameMatrix(new float[0], 2);
        }
        pitch.padTo(frames);
        return PitchTrack.smooth(new FrameMatrix(Arrays.copyOf(pitch.rows(), 2 * frames), 2), settings.pitch());
    }

    /** A stacked frame is valid if one of its frames is. */
    private BitSet stacked(BitSet valid) {
        BitSet stacked = new BitSet();
        valid.stream().forEach(frame -> stacked.set(frame / settings.stacking()));
        return stacked;
    }
}
