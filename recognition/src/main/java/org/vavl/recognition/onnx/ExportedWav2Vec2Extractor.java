package org.vavl.recognition.onnx;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.compute.Precision;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.audio.SoundLevel;
import org.vavl.features.audio.wav2vec2.ContextWindows;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Input;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Settings;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Version;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.ReplayableAudio;
import org.vavl.features.storage.FeatureSpool;

/**
 * Features by an exported wav2vec 2.0 network, those that it gives on libtorch. Sound up to {@link Wav2Vec2Settings#windowSeconds} is seen whole, longer
 * sound through overlapping windows, convolutions and transformer alike; memory grows with the window and not with the recording. May be used by
 * several threads at once.
 */
final class ExportedWav2Vec2Extractor implements AcousticExtractor {
    private static final int PIECE_FRAMES = 500;
    private static final int MOMENT_FRAMES = 32_000;

    private final ExportedWav2Vec2 network;
    private final Wav2Vec2Settings settings;
    private final Wav2Vec2Configuration configuration;
    private final Wav2Vec2Input input;
    private final MediaLimits limits;
    private final ExtractorId id;

    private ExportedWav2Vec2Extractor(ExportedWav2Vec2 network, Wav2Vec2Settings settings) {
        this.network = network;
        this.settings = settings;
        configuration = network.layout().configuration();
        input = network.layout().input();
        limits = MediaLimits.defaults();
        id = new ExtractorId(
                Wav2Vec2Version.NAME, Wav2Vec2Version.of(configuration, input, settings, network.digest()));
    }

    /** @throws VavlException if the file is none, or the settings want fewer layers or another precision than it has */
    static ExportedWav2Vec2Extractor open(Path file, Wav2Vec2Settings settings) {
        if (settings.precision() != Precision.FLOAT32) {
            throw new VavlException(
                    file + ": exported encoders compute in float32, and precision is " + settings.precision());
        }
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            ExportedWav2Vec2 network = opened.add(ExportedWav2Vec2.open(file), ExportedWav2Vec2::close);
            int layers = network.layout().configuration().layers();
            if (settings.layers() < layers) {
                throw new VavlException(file + " has " + layers + " layers, and layers is " + settings.layers()
                        + ": export it with --block " + settings.layers());
            }
            return opened.returned(new ExportedWav2Vec2Extractor(network, settings));
        }
    }

    @Override
    public ExtractorId id() {
        return id;
    }

    @Override
    public int width() {
        return configuration.width();
    }

    @Override
    public double frameRate() {
        return (double) input.sampleRate() / configuration.samplesPerFrame();
    }

    @Override
    public int sampleRate() {
        return input.sampleRate();
    }

    @Override
    public ExtractedFeatures extract(Path media, DoubleConsumer progress) {
        int window = (int) (settings.windowSeconds() * sampleRate());
        return extract(media.toString(), ReplayableAudio.open(media, sampleRate(), limits, window), progress);
    }

    @Override
    public FeatureSequence extract(String name, float[] samples) {
        try (ExtractedFeatures features = extract(name, ReplayableAudio.of(samples, sampleRate()), share -> {})) {
            return features.sequence();
        }
    }

    private ExtractedFeatures extract(String name, ReplayableAudio sound, DoubleConsumer progress) {
        long frames = configuration.frames(sound.samples());
        if (frames == 0) {
            throw new VavlException(String.format(
                    Locale.ROOT,
                    "%s: its sound has %.4f s, and must have at least %.4f s",
                    name,
                    (double) sound.samples() / input.sampleRate(),
                    (double) configuration.receptiveField() / input.sampleRate()));
        }
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            FeatureSpool values = opened.add(new FeatureSpool(), FeatureSpool::close);
            SoundLevel.OfFrames silence = encode(sound, frames, values, progress);
            return opened.returned(new ExtractedFeatures(values, width(), frameRate(), silence.valid(), id));
        }
    }

    /** Each frame goes into the windows with all samples that it is made of, of which neighbours share some. */
    private SoundLevel.OfFrames encode(
            ReplayableAudio sound, long frames, FeatureSpool values, DoubleConsumer progress) {
        Wav2Vec2Input.Affine affine = input.affine(sound.mean(), sound.variance());
        FirstConvolution.Moments channels = moments(sound, affine);
        int step = configuration.samplesPerFrame();
        int field = configuration.receptiveField();
        ContextWindows windows = new ContextWindows(
                frames,
                Math.max(1, (int) (settings.windowSeconds() * frameRate())),
                (int) (settings.contextSeconds() * frameRate()),
                field,
                cut -> network.encode(joined(cut, step, field), channels),
                values);
        SoundLevel.OfFrames silence = new SoundLevel.OfFrames(step, field);
        sound.forEachPiece((PIECE_FRAMES - 1) * step + field, PIECE_FRAMES * step, piece -> {
            if (piece.length >= field) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new VavlException("interrupted while a recording is encoded");
                }
                int count = Math.min(PIECE_FRAMES, (piece.length - field) / step + 1);
                silence.accept(piece, 0, count);
                affine.apply(piece, piece.length);
                windows.accept(cut(piece, count, step, field));
                progress.accept((double) windows.done() / frames);
            }
        });
        return silence;
    }

    private static float[] cut(float[] piece, int count, int step, int field) {
        float[] frames = new float[count * field];
        for (int t = 0; t < count; t++) {
            System.arraycopy(piece, t * step, frames, t * field, field);
        }
        return frames;
    }

    private static float[] joined(float[] frames, int step, int field) {
        int count = frames.length / field;
        float[] samples = new float[(count - 1) * step + field];
        for (int t = 0; t < count; t++) {
            System.arraycopy(frames, t * field, samples, t * step, field);
        }
        return samples;
    }

    /** Of the first convolution's channels over the whole sound, where the network normalises them. */
    private FirstConvolution.Moments moments(ReplayableAudio sound, Wav2Vec2Input.Affine affine) {
        FirstConvolution first = network.firstConvolution();
        if (!first.isThere()) {
            return new FirstConvolution.Moments(new float[0], new float[0]);
        }
        FirstConvolution.Sums sums = first.sums();
        int size = (MOMENT_FRAMES - 1) * first.stride() + first.kernel();
        sound.forEachPiece(size, MOMENT_FRAMES * first.stride(), piece -> {
            affine.apply(piece, piece.length);
            sums.add(piece);
        });
        return sums.moments();
    }

    @Override
    public void close() {
        network.close();
    }
}
