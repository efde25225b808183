package org.vavl.features.audio;

import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;

/** The built-in acoustic features: log-mel spectrum or cepstra, energy and pitch, as {@link AcousticSettings} say. */
public final class LogMelExtractor implements AcousticExtractor {
    /** Its name in an {@link ExtractorId}. */
    public static final String NAME = "logmel";

    private final AcousticAlgorithm algorithm;
    private final AcousticSettings settings;
    private final MediaLimits limits;
    private final ExtractorId id;

    /** An extractor with the usual limits. */
    public LogMelExtractor(AcousticSettings settings) {
        this(settings, MediaLimits.defaults());
    }

    /**
     * An extractor.
     *
     * @param settings what the frames hold
     * @param limits what a file may cost
     * @throws IllegalArgumentException if the settings do not fit together
     */
    public LogMelExtractor(AcousticSettings settings, MediaLimits limits) {
        this(new AcousticVersion(AcousticAlgorithm.latest(), settings), limits);
    }

    private LogMelExtractor(AcousticVersion version, MediaLimits limits) {
        this.algorithm = version.algorithm();
        this.settings = version.settings();
        this.limits = limits;
        this.id = new ExtractorId(NAME, version.toString());
        frontEnd().close(); // what only the front end can check, now and not at the first file
    }

    private AcousticFrontEnd frontEnd() {
        return new AcousticFrontEnd(settings, algorithm);
    }

    /**
     * The extractor that made features, such as those that a model was trained with.
     *
     * @param id of {@link #NAME}; its version says the algorithm and the settings
     * @throws VavlException if it is not one of this class, or of a later version
     */
    public static LogMelExtractor of(ExtractorId id) {
        if (!id.name().equals(NAME)) {
            throw new VavlException("extractor '" + id + "' is not known: must be " + NAME);
        }
        return new LogMelExtractor(AcousticVersion.parse(id.version()), MediaLimits.defaults());
    }

    /** What the frames hold. */
    public AcousticSettings settings() {
        return settings;
    }

    @Override
    public ExtractorId id() {
        return id;
    }

    @Override
    public int width() {
        return settings.columns().size();
    }

    @Override
    public double frameRate() {
        return settings.frameRate();
    }

    @Override
    public List<String> columns() {
        return settings.columns();
    }

    @Override
    public ExtractedFeatures extract(Path media, DoubleConsumer progress) {
        try (AudioReader reader = AudioReader.require(media, settings.logMel().sampleRate(), limits);
                AcousticFrontEnd frontEnd = frontEnd()) {
            float[] samples = new float[settings.logMel().sampleRate()];
            for (int count = reader.read(samples); count > 0; count = reader.read(samples)) {
                frontEnd.accept(samples, count);
            }
            if (frontEnd.frames() == 0) {
                String damage = reader.damagedPackets() == 0
                        ? ""
                        : "; " + reader.damagedPackets() + " of its packets are damaged and were skipped";
                throw tooShort(media.toString(), frontEnd.samples(), damage);
            }
            return frontEnd.finishLong(id);
        }
    }

    @Override
    public int sampleRate() {
        return settings.logMel().sampleRate();
    }

    @Override
    public FeatureSequence extract(String name, float[] samples) {
        try (AcousticFrontEnd frontEnd = frontEnd()) {
            frontEnd.accept(samples, samples.length);
            if (frontEnd.frames() == 0) {
                throw tooShort(name, samples.length, "");
            }
            return frontEnd.finish(id);
        }
    }

    private VavlException tooShort(String name, long samples, String damage) {
        return new VavlException(name + ": its sound has " + (double) samples / sampleRate()
                + " s, and must have at least " + settings.logMel().windowSeconds() + " s" + damage);
    }
}
