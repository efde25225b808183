package org.vavl.model.wav2vec2;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.compute.Device;
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
import org.vavl.nn.ForwardMode;
import org.vavl.nn.HostTensors;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.TorchDevice;

/**
 * Features by a wav2vec 2.0 network: its last hidden layer, D values every 20 ms (of the published networks), each made of 25 ms of
 * sound and of what surrounds it.
 *
 * <p>Memory does not grow with a recording's length. The convolutions go over the sound in pieces that overlap so that every frame is what
 * it would be if they saw the whole. The transformer sees sound up to {@link Wav2Vec2Settings#windowSeconds} whole, and longer sound
 * through overlapping windows; there a frame lacks what is further away than the window reaches. Samples are normalised over the whole
 * recording.
 *
 * <p>May be used by several threads; the network answers one of them at a time, on all cores.
 */
public final class Wav2Vec2Extractor implements AcousticExtractor {
    /** Its name in an {@link ExtractorId}. */
    public static final String NAME = Wav2Vec2Version.NAME;

    private static final int PIECE_FRAMES = 500;
    private static final int MOMENT_FRAMES = 32_000;

    private final Wav2Vec2Source source;
    private final Wav2Vec2Settings settings;
    private final MediaLimits limits;
    private final Device device;
    private final ParameterStore parameters;
    private final Wav2Vec2 network;
    private final ExtractorId id;
    private final ForwardMode mode;
    private final ReentrantLock networkInUse = new ReentrantLock(true);

    /**
     * Loads a network, with the usual limits of media.
     *
     * @param device where it runs
     * @throws VavlException if the weights cannot be read or do not fit the configuration, or this machine lacks the device
     */
    public Wav2Vec2Extractor(Wav2Vec2Source source, Wav2Vec2Settings settings, Device device) {
        this(source, settings, MediaLimits.defaults(), device);
    }

    /** Loads a network; see the other constructor. */
    public Wav2Vec2Extractor(Wav2Vec2Source source, Wav2Vec2Settings settings, MediaLimits limits, Device device) {
        this.source = source;
        this.settings = settings;
        this.limits = limits;
        this.device = device;
        mode = ForwardMode.inference(settings.precision());
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            parameters = opened.add(ParameterStore.forInference(device, settings.precision()), ParameterStore::close);
            network = new Wav2Vec2(parameters.root(), source.configuration().withLayersUpTo(settings.layers()), 0);
            String digest = Wav2Vec2Weights.loadAndDigest(source, parameters.root());
            id = opened.returned(new ExtractorId(
                    NAME, Wav2Vec2Version.of(network.configuration(), source.input(), settings, digest)));
        }
    }

    @Override
    public ExtractorId id() {
        return id;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public int width() {
        return network.configuration().width();
    }

    @Override
    public double frameRate() {
        return (double) source.input().sampleRate() / network.configuration().samplesPerFrame();
    }

    @Override
    public ExtractedFeatures extract(Path media, DoubleConsumer progress) {
        int window = (int) (settings.windowSeconds() * sampleRate());
        return extract(media.toString(), ReplayableAudio.open(media, sampleRate(), limits, window), progress);
    }

    @Override
    public int sampleRate() {
        return source.input().sampleRate();
    }

    @Override
    public FeatureSequence extract(String name, float[] samples) {
        try (ExtractedFeatures features = extract(name, ReplayableAudio.of(samples, sampleRate()), share -> {})) {
            return features.sequence();
        }
    }

    private ExtractedFeatures extract(String name, ReplayableAudio sound, DoubleConsumer progress) {
        long frames = network.configuration().frames(sound.samples());
        if (frames == 0) {
            throw new VavlException(String.format(
                    Locale.ROOT,
                    "%s: its sound has %.4f s, and must have at least %.4f s",
                    name,
                    (double) sound.samples() / source.input().sampleRate(),
                    (double) network.configuration().receptiveField()
                            / source.input().sampleRate()));
        }
        networkInUse.lock();
        try (CloseUnlessReturned opened = new CloseUnlessReturned();
                PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            FeatureSpool values = opened.add(new FeatureSpool(), FeatureSpool::close);
            SoundLevel.OfFrames silence = encode(sound, frames, values, progress);
            return opened.returned(new ExtractedFeatures(values, width(), frameRate(), silence.valid(), id));
        } finally {
            networkInUse.unlock();
        }
    }

    /** Tells which frames have sound. */
    private SoundLevel.OfFrames encode(
            ReplayableAudio sound, long frames, FeatureSpool values, DoubleConsumer progress) {
        Wav2Vec2Configuration configuration = network.configuration();
        Wav2Vec2Input.Affine affine = source.input().affine(sound.mean(), sound.variance());
        int channels = configuration
                .convolutions()
                .get(configuration.convolutions().size() - 1)
                .channels();
        ContextWindows windows = new ContextWindows(
                frames,
                Math.max(1, (int) (settings.windowSeconds() * frameRate())),
                (int) (settings.contextSeconds() * frameRate()),
                channels,
                encoded -> apply(encoded, channels, x1TC -> network.contextualise(x1TC, mode)),
                values);
        ChannelNorm norm = norm(sound, affine);
        int step = configuration.samplesPerFrame();
        int field = configuration.receptiveField();
        SoundLevel.OfFrames silence = new SoundLevel.OfFrames(step, field);
        sound.forEachPiece((PIECE_FRAMES - 1) * step + field, PIECE_FRAMES * step, piece -> {
            if (piece.length >= field) {
                silence.accept(piece, 0, Math.min(PIECE_FRAMES, (piece.length - field) / step + 1));
                affine.apply(piece, piece.length);
                windows.accept(apply(piece, 1, x1N1 -> network.featureEncoder().forward(x1N1.squeeze(2), norm, mode)));
                progress.accept((double) windows.done() / frames);
            }
        });
        return silence;
    }

    /** The first convolution's norm over the whole sound, where the network has such a norm. */
    private ChannelNorm norm(ReplayableAudio sound, Wav2Vec2Input.Affine affine) {
        Wav2Vec2Configuration configuration = network.configuration();
        if (configuration.norm() == Wav2Vec2Configuration.Norm.LAYER) {
            return ChannelNorm.ofItself(); // not needed
        }
        Wav2Vec2Configuration.Convolution first = configuration.convolutions().get(0);
        ChannelMoments moments = new ChannelMoments(first.channels());
        int size = (MOMENT_FRAMES - 1) * first.stride() + first.kernel();
        sound.forEachPiece(size, MOMENT_FRAMES * first.stride(), piece -> {
            if (piece.length >= first.kernel()) {
                affine.apply(piece, piece.length);
                try (PointerScope scope = new PointerScope()) {
                    Tensor x1N = HostTensors.of(piece, 1, piece.length).to(TorchDevice.of(device), ScalarType.Float);
                    moments.add(network.featureEncoder().firstConvolution(x1N, mode));
                }
            }
        });
        return moments.norm();
    }

    /** Applies a part of the network to (1, T, width) values. */
    private float[] apply(float[] values, int width, UnaryOperator<Tensor> part) {
        try (PointerScope scope = new PointerScope()) {
            Tensor x1TC = HostTensors.of(values, 1, values.length / width, width)
                    .to(TorchDevice.of(device), ScalarType.Float);
            Tensor answer = part.apply(x1TC).cpu().contiguous();
            float[] result = new float[Math.toIntExact(answer.numel())];
            answer.data_ptr_float().get(result);
            return result;
        }
    }

    /** Frees the network. */
    @Override
    public void close() {
        parameters.close();
    }
}
