package org.vavl.features.audio;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.storage.FeatureSpool;

/**
 * The sound itself, 16,000 frames per second of one value, for networks that take samples. Stretches of digital silence of 25 ms and more are
 * not valid.
 */
public final class WaveformExtractor implements AcousticExtractor {
    /** Its name in an {@link ExtractorId}. */
    public static final String NAME = "waveform";

    private static final ExtractorId ID = new ExtractorId(NAME, "1;rate=" + AudioReader.SAMPLE_RATE);

    private final MediaLimits limits;

    /** An extractor with the usual limits. */
    public WaveformExtractor() {
        this(MediaLimits.defaults());
    }

    /**
     * An extractor.
     *
     * @param limits what a file may cost
     */
    public WaveformExtractor(MediaLimits limits) {
        this.limits = limits;
    }

    @Override
    public ExtractorId id() {
        return ID;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public double frameRate() {
        return AudioReader.SAMPLE_RATE;
    }

    @Override
    public int sampleRate() {
        return AudioReader.SAMPLE_RATE;
    }

    @Override
    public List<String> columns() {
        return List.of("sample");
    }

    @Override
    public ExtractedFeatures extract(Path media, DoubleConsumer progress) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned();
                AudioReader reader = AudioReader.require(media, AudioReader.SAMPLE_RATE, limits)) {
            FeatureSpool samples = opened.add(new FeatureSpool(), FeatureSpool::close);
            float[] piece = new float[AudioReader.SAMPLE_RATE];
            SoundLevel.OfSamples silence = new SoundLevel.OfSamples(AudioReader.SAMPLE_RATE);
            int all = 0;
            for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
                samples.append(piece, 0, count);
                silence.accept(piece, count);
                all += count;
            }
            requireSome(media.toString(), all);
            return opened.returned(new ExtractedFeatures(samples, 1, AudioReader.SAMPLE_RATE, silence.valid(), ID));
        }
    }

    @Override
    public FeatureSequence extract(String name, float[] samples) {
        requireSome(name, samples.length);
        SoundLevel.OfSamples silence = new SoundLevel.OfSamples(AudioReader.SAMPLE_RATE);
        silence.accept(samples, samples.length);
        return new FeatureSequence(FloatBuffer.wrap(samples), 1, AudioReader.SAMPLE_RATE, silence.valid(), ID);
    }

    private static void requireSome(String name, int samples) {
        if (samples == 0) {
            throw new VavlException(name + ": its sound has no samples");
        }
    }
}
