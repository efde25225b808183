package org.vavl.features.audio.whisper;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.DoubleConsumer;
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
 * <p>May be used by several threads at once.
 */
public final class WhisperExtractor implements AcousticExtractor {
    /** Its name in an {@link ExtractorId}. */
    public static final String NAME = "whisper";

    private final WhisperEncoder encoder;
    private final WhisperSettings settings;
    private final MediaLimits limits;
    private final ExtractorId id;

    /**
     * Makes features with an encoder, with the usual limits of media.
     *
     * @param encoder is closed with this, or if this throws
     * @throws VavlException if the settings ask for another block than the encoder's, or for more than it has positions for
     */
    public WhisperExtractor(WhisperEncoder encoder, WhisperSettings settings) {
        this(encoder, settings, MediaLimits.defaults());
    }

    /** Makes features with an encoder; see the other constructor. */
    public WhisperExtractor(WhisperEncoder encoder, WhisperSettings settings, MediaLimits limits) {
        this.settings = settings;
        this.limits = limits;
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            this.encoder = opened.add(encoder, WhisperEncoder::close);
            require();
            id = opened.returned(new ExtractorId(NAME, WhisperVersion.of(encoder.block(), settings, encoder.digest())));
        }
    }

    private void require() {
        if (settings.block() != 0 && settings.block() != encoder.block()) {
            throw new VavlException(
                    "block is " + settings.block() + ", and the encoder gives that of block " + encoder.block());
        }
        if (settings.windowFrames() > encoder.positions()) {
            throw new VavlException("windowSeconds is " + settings.windowSeconds() + ", and must be at most "
                    + (double) encoder.positions() / WhisperSettings.ENCODER_FRAME_RATE
                    + ", for which the encoder has positions");
        }
    }

    @Override
    public ExtractorId id() {
        return id;
    }

    @Override
    public Device device() {
        return encoder.device();
    }

    @Override
    public int width() {
        return encoder.width();
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
                WhisperSpectrum spectrum = new WhisperSpectrum(encoder.melBands())) {
            float[] piece = new float[sampleRate()];
            for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
                spectrum.accept(piece, count);
            }
            return encode(media.toString(), spectrum, progress);
        }
    }

    @Override
    public FeatureSequence extract(String name, float[] samples) {
        try (WhisperSpectrum spectrum = new WhisperSpectrum(encoder.melBands())) {
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
        int frames = frames(samples / WhisperSpectrum.HOP);
        spectrum.finish(settings.padded() ? 2L * settings.windowFrames() * WhisperSpectrum.HOP : 0);
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            FeatureSpool values = opened.add(new FeatureSpool(), FeatureSpool::close);
            FramePooling pooling = new FramePooling(settings.pooling(), width(), spectrum.audible(), values);
            encode(spectrum, frames, pooling, progress);
            return opened.returned(new ExtractedFeatures(values, width(), frameRate(), pooling.finish(), id));
        }
    }

    /** Each window gives the frames that have the context on both sides, the first and the last also those at the sound's ends. */
    private void encode(WhisperSpectrum spectrum, int frames, FramePooling pooling, DoubleConsumer progress) {
        int seen = frames(spectrum.frames()); // with what it was filled up with
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
        return encoder.encode(mel, spectra);
    }

    /** T, how many frames so many frames of the spectrum give. */
    private static int frames(long spectra) {
        return Math.toIntExact((spectra + 1) / 2);
    }

    /** Frees the network. */
    @Override
    public void close() {
        encoder.close();
    }
}
