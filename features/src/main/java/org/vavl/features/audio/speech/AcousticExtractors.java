package org.vavl.features.audio.speech;

import java.util.Optional;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;

/** Opens acoustic extractors with or without speech activity. */
public final class AcousticExtractors {
    private AcousticExtractors() {}

    /**
     * The extractor with its frames masked, if that is asked for.
     *
     * @param extractor closed with what is given
     * @throws org.vavl.core.VavlException if its frames are no stretches of time; it is closed then
     */
    public static AcousticExtractor masked(AcousticExtractor extractor, SpeechDetection detection) {
        return SpeechDetector.of(detection)
                .<AcousticExtractor>map(detector -> new SpeechMaskedExtractor(extractor, detector))
                .orElse(extractor);
    }

    /**
     * Opens the acoustic extractor that made features; see {@link Extractors#acoustic(ExtractorId)}.
     *
     * @return empty if it cannot be known from its id which it is
     * @throws org.vavl.core.VavlException if its weights are missing, or it would make other features
     */
    public static Optional<AcousticExtractor> open(ExtractorId id, Extractors extractors) {
        Optional<SpeechVersion> speech = SpeechVersion.parse(id);
        if (speech.isEmpty()) {
            return extractors.acoustic(id);
        }
        SpeechVersion version = speech.get();
        return extractors.acoustic(version.extractor()).map(extractor -> masked(extractor, version));
    }

    /** Whether frames of such features are valid only where speech is, whatever is asked for when they are made. */
    public static boolean areOfSpeechAlone(ExtractorId id) {
        return SpeechVersion.parse(id).isPresent();
    }

    private static AcousticExtractor masked(AcousticExtractor extractor, SpeechVersion version) {
        try {
            return new SpeechMaskedExtractor(extractor, version.open());
        } catch (RuntimeException e) {
            extractor.close();
            throw e;
        }
    }
}
