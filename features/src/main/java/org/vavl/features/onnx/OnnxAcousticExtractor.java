package org.vavl.features.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.audio.SoundLevel;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.ReplayableAudio;
import org.vavl.features.storage.FeatureSpool;

/** Sound by any ONNX network. Frames of digital silence are not valid. */
public final class OnnxAcousticExtractor implements AcousticExtractor {
    private static final double VARIANCE_FLOOR = 1e-7;
    private static final int SLACK_FRAMES = 2;

    private final OnnxAcousticSettings settings;
    private final MediaLimits limits;
    private final OnnxNetwork network;
    private final int rank;
    private final int width;

    /**
     * Loads a network.
     *
     * @param file the network; what the settings say of it is not looked at
     * @throws VavlException if it cannot be read, or does not give what the settings say
     */
    public OnnxAcousticExtractor(Path file, OnnxAcousticSettings settings, MediaLimits limits) {
        this.settings = settings;
        this.limits = limits;
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            network = opened.add(OnnxNetwork.load(file, settings.input(), settings.output()), OnnxNetwork::close);
            rank = network.inputShape().size();
            if (rank < 1 || rank > 3) {
                throw new VavlException(file + ": its input has " + rank + " dimensions, and must have 1 to 3 (samples,"
                        + " or 1 × samples, or 1 × 1 × samples)");
            }
            float[] second = new float[settings.sampleRate()];
            width = opened.returned(frames(second).get(0).length);
        }
    }

    @Override
    public ExtractorId id() {
        return network.extractorId(settings.name(), settings.version());
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public double frameRate() {
        return settings.frameRate();
    }

    @Override
    public ExtractedFeatures extract(Path media, DoubleConsumer progress) {
        return extract(media.toString(), ReplayableAudio.open(media, sampleRate(), limits, windowSamples()), progress);
    }

    @Override
    public int sampleRate() {
        return settings.sampleRate();
    }

    @Override
    public FeatureSequence extract(String name, float[] samples) {
        try (ExtractedFeatures features = extract(name, ReplayableAudio.of(samples, sampleRate()), share -> {})) {
            return features.sequence();
        }
    }

    private int windowSamples() {
        int frames = (int) (settings.windowSeconds() * settings.frameRate());
        return frames * settings.samplesPerFrame();
    }

    private ExtractedFeatures extract(String name, ReplayableAudio sound, DoubleConsumer progress) {
        int window = windowSamples();
        if (sound.samples() < settings.samplesPerFrame()) {
            throw new VavlException(name + ": its sound has " + sound.samples() + " samples, and must have at least "
                    + settings.samplesPerFrame() + ", one frame");
        }
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            FeatureSpool values = opened.add(new FeatureSpool(), FeatureSpool::close);
            Windows windows = new Windows(sound, window, values);
            sound.forEachPiece(window, window - 2 * windows.context * settings.samplesPerFrame(), samples -> {
                windows.accept(samples);
                progress.accept(Math.min(1, Math.abs((double) windows.begin / sound.samples())));
            });
            return opened.returned(new ExtractedFeatures(values, width, frameRate(), windows.silence.valid(), id()));
        }
    }

    /** Goes over a recording; each window but the first and the last gives the frames that have the context on both sides. */
    private final class Windows {
        private final ReplayableAudio sound;
        private final FeatureSpool values;
        private final int window;
        private final int context;
        private final SoundLevel.OfFrames silence =
                new SoundLevel.OfFrames(settings.samplesPerFrame(), settings.samplesPerFrame());
        private long begin;

        Windows(ReplayableAudio sound, int window, FeatureSpool values) {
            this.sound = sound;
            this.window = window;
            this.values = values;
            context = (int) (settings.contextSeconds() * settings.frameRate());
        }

        void accept(float[] samples) {
            boolean first = begin == 0;
            boolean last = begin + samples.length == sound.samples();
            if (begin < 0) {
                return; // what remains was in the window before
            }
            float[] recorded = samples.clone();
            normalise(samples, sound);
            List<float[]> frames = frames(samples);
            int end = last ? frames.size() : window / settings.samplesPerFrame() - context;
            int begun = first ? 0 : context;
            List<float[]> kept = frames.subList(begun, Math.min(end, frames.size()));
            for (float[] frame : kept) {
                values.append(frame, 0, frame.length);
            }
            silence.accept(recorded, begun * settings.samplesPerFrame(), kept.size());
            begin = last ? -1 : begin + window - 2L * context * settings.samplesPerFrame();
        }
    }

    private void normalise(float[] samples, ReplayableAudio sound) {
        if (settings.normalised()) {
            float mean = (float) sound.mean();
            float scale = (float) (1 / Math.sqrt(sound.variance() + VARIANCE_FLOOR));
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (samples[i] - mean) * scale;
            }
        }
    }

    /** What the network gives for samples, frame by frame. */
    private List<float[]> frames(float[] samples) {
        FloatBuffer input = ByteBuffer.allocateDirect(samples.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        input.put(samples).flip();
        OnnxNetwork.Answer answer =
                switch (rank) {
                    case 1 -> network.run(input, samples.length);
                    case 2 -> network.run(input, 1, samples.length);
                    default -> network.run(input, 1, 1, samples.length);
                };
        List<Long> shape = answer.shape();
        int dimensions = shape.size();
        if (dimensions < 2
                || dimensions > 3
                || (dimensions == 3 && shape.get(0) != 1)
                || shape.get(dimensions - 1) < 1) {
            throw network.unexpectedOutput(shape, "frames × values, or 1 × frames × values");
        }
        long frames = shape.get(dimensions - 2);
        requireRate(samples.length, frames);
        int values = shape.get(dimensions - 1).intValue();
        float[][] rows = new float[(int) frames][values];
        for (float[] row : rows) {
            answer.values().get(row);
        }
        return List.of(rows);
    }

    private void requireRate(int samples, long frames) {
        double expected = (double) samples / settings.samplesPerFrame();
        if (frames < 1 || Math.abs(frames - expected) > SLACK_FRAMES) {
            throw new VavlException(String.format(
                    Locale.ROOT,
                    "%s: gives %d frames for %.3f s, and frameRate is %s: must be about %.1f",
                    network.path(),
                    frames,
                    (double) samples / settings.sampleRate(),
                    settings.frameRate(),
                    frames * (double) settings.sampleRate() / samples));
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
