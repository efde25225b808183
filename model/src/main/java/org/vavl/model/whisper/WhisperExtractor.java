package org.vavl.model.whisper;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleConsumer;
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
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.storage.FeatureSpool;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.HostTensors;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.TorchDevice;

/**
 * Features by the encoder of a Whisper network: the output of one of its blocks, D values every 20 ms, averaged over time to as many frames
 * a second as the settings say. Frames of digital silence are not valid.
 *
 * <p>Memory does not grow with a recording's length: the encoder sees longer sound through overlapping windows, in each of which its
 * positions begin anew; there a frame lacks what is further away than the window reaches. The spectrum is relative to the largest value of
 * the whole recording, for which it is read once; then it waits in a temporary file.
 *
 * <p>Differs from the authors' code: without {@link WhisperSettings#padded} sound is not filled up to 30 s; longer sound is seen through
 * windows that overlap, where they cut it.
 *
 * <p>May be used by several threads; the network answers one of them at a time, on all cores.
 */
public final class WhisperExtractor implements AcousticExtractor {
    /** Its name in an {@link ExtractorId}. */
    public static final String NAME = "whisper";

    private final WhisperSettings settings;
    private final MediaLimits limits;
    private final Device device;
    private final ParameterStore parameters;
    private final Whisper network;
    private final ExtractorId id;
    private final ForwardMode mode;
    private final ReentrantLock networkInUse = new ReentrantLock(true);

    /**
     * Loads an encoder, with the usual limits of media.
     *
     * @param device where it runs
     * @throws VavlException if the weights cannot be read or do not fit the configuration, the settings ask for more than it has, or this
     *     machine lacks the device
     */
    public WhisperExtractor(WhisperSource source, WhisperSettings settings, Device device) {
        this(source, settings, MediaLimits.defaults(), device);
    }

    /** Loads an encoder; see the other constructor. */
    public WhisperExtractor(WhisperSource source, WhisperSettings settings, MediaLimits limits, Device device) {
        this.settings = settings;
        this.limits = limits;
        this.device = device;
        WhisperConfiguration whole = source.configuration();
        int block = settings.block() == 0 ? whole.blocks() : settings.block();
        WhisperConfiguration configuration = whole.upTo(block);
        requirePositions(configuration);
        mode = ForwardMode.inference(settings.precision());
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            parameters = opened.add(ParameterStore.forInference(device, settings.precision()), ParameterStore::close);
            network = new Whisper(parameters.root(), configuration, 0);
            String digest = WhisperWeights.loadAndDigest(source, parameters.root());
            id = opened.returned(new ExtractorId(NAME, WhisperVersion.of(block, settings, digest)));
        }
    }

    private void requirePositions(WhisperConfiguration configuration) {
        if (settings.windowFrames() > configuration.positions()) {
            throw new VavlException("windowSeconds is " + settings.windowSeconds() + ", and must be at most "
                    + (double) configuration.positions() / WhisperSettings.ENCODER_FRAME_RATE
                    + ", for which the encoder has positions");
        }
    }

    @Override
    public ExtractorId id() {
        return id;
    }

    @Override
    public int width() {
        return network.configuration().width();
    }

    @Override
    public double frameRate() {
        return settings.frameRate();
    }

    @Override
    public int sampleRate() {
        return WhisperSpectrum.SAMPLE_RATE;
    }

    @Override
    public ExtractedFeatures extract(Path media, DoubleConsumer progress) {
        try (AudioReader reader = AudioReader.require(media, sampleRate(), limits);
                WhisperSpectrum spectrum =
                        new WhisperSpectrum(network.configuration().melBands())) {
            float[] piece = new float[sampleRate()];
            for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
                spectrum.accept(piece, count);
            }
            return encode(media.toString(), spectrum, progress);
        }
    }

    @Override
    public FeatureSequence extract(String name, float[] samples) {
        try (WhisperSpectrum spectrum =
                new WhisperSpectrum(network.configuration().melBands())) {
            spectrum.accept(samples, samples.length);
            try (ExtractedFeatures features = encode(name, spectrum, share -> {})) {
                return features.sequence();
            }
        }
    }

    private ExtractedFeatures encode(String name, WhisperSpectrum spectrum, DoubleConsumer progress) {
        long samples = spectrum.samples();
        if (samples < WhisperSpectrum.LEAST_SAMPLES) {
            throw new VavlException(String.format(
                    Locale.ROOT,
                    "%s: its sound has %.4f s, and must have at least %.4f s",
                    name,
                    (double) samples / sampleRate(),
                    (double) WhisperSpectrum.LEAST_SAMPLES / sampleRate()));
        }
        int frames = WhisperConfiguration.frames(samples / WhisperSpectrum.HOP);
        spectrum.finish(settings.padded() ? 2L * settings.windowFrames() * WhisperSpectrum.HOP : 0);
        networkInUse.lock();
        try (CloseUnlessReturned opened = new CloseUnlessReturned();
                NoGradGuard noGradient = new NoGradGuard()) {
            FeatureSpool values = opened.add(new FeatureSpool(), FeatureSpool::close);
            FramePooling pooling = new FramePooling(settings.pooling(), width(), spectrum.audible(), values);
            encode(spectrum, frames, pooling, progress);
            return opened.returned(new ExtractedFeatures(values, width(), frameRate(), pooling.finish(), id));
        } finally {
            networkInUse.unlock();
        }
    }

    /** Each window gives the frames that have the context on both sides, the first and the last also those at the sound's ends. */
    private void encode(WhisperSpectrum spectrum, int frames, FramePooling pooling, DoubleConsumer progress) {
        int seen = WhisperConfiguration.frames(spectrum.frames()); // with what it was filled up with
        int window = Math.min(settings.windowFrames(), seen);
        int context = settings.contextFrames();
        for (int done = 0; done < frames; ) {
            if (Thread.currentThread().isInterrupted()) {
                throw new VavlException("interrupted while a recording is encoded");
            }
            int begin = Math.min(Math.max(0, done - context), seen - window);
            int end = begin + window == seen ? frames : Math.min(frames, begin + window - context);
            pooling.accept(encode(spectrum, begin, window), done - begin, end - begin);
            done = end;
            progress.accept((double) done / frames);
        }
    }

    private float[] encode(WhisperSpectrum spectrum, int begin, int window) {
        int spectra = (int) Math.min(2L * window, spectrum.frames() - 2L * begin);
        float[] mel = spectrum.read(2L * begin, spectra);
        try (PointerScope scope = new PointerScope()) {
            Tensor melBTM = HostTensors.of(
                            mel, 1, spectra, network.configuration().melBands())
                    .to(TorchDevice.of(device), ScalarType.Float);
            Tensor answer = network.forward(melBTM, mode).cpu().contiguous();
            float[] values = new float[Math.toIntExact(answer.numel())];
            answer.data_ptr_float().get(values);
            return values;
        }
    }

    /** Frees the network. */
    @Override
    public void close() {
        parameters.close();
    }
}
