package org.vavl.spark;

import java.io.Serializable;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.features.Extractors;
import org.vavl.features.audio.LogMelExtractor;
import org.vavl.features.audio.speech.SpeechDetection;

/**
 * An extractor that makes features of one modality.
 *
 * @param modality {@link Modality#ACOUSTIC} or {@link Modality#VISUAL}
 * @param name one of {@link Extractors#acousticNames} or {@link Extractors#visualNames}; weights that others trained, if it needs some, are taken from each
 *     machine's own store
 * @param settings of an acoustic one, laid over its defaults: {@code key=value}
 * @param speech which acoustic frames are valid: those with speech, found so
 */
public record ExtractorChoice(String modality, String name, List<String> settings, SpeechDetection speech)
        implements Serializable {
    /**
     * Checks the name.
     *
     * @throws VavlException if there is no such extractor
     */
    public ExtractorChoice {
        settings = List.copyOf(settings);
        List<String> known = names(modality);
        if (!known.contains(name)) {
            throw new VavlException("there is no " + modality + " extractor '" + name + "': must be one of "
                    + String.join(", ", known));
        }
        if (modality.equals(Modality.VISUAL) && (!settings.isEmpty() || speech != SpeechDetection.OFF)) {
            throw new IllegalArgumentException("a visual extractor has neither settings nor speech");
        }
    }

    private static List<String> names(String modality) {
        return switch (modality) {
            case Modality.ACOUSTIC -> Extractors.acousticNames();
            case Modality.VISUAL -> Extractors.visualNames();
            default -> throw new IllegalArgumentException("modality " + modality);
        };
    }

    /** The log-mel spectrum, energy and pitch, as {@code vavl extract} makes them unless something else is said. */
    public static ExtractorChoice standard() {
        return acoustic(LogMelExtractor.NAME, List.of());
    }

    /** An acoustic extractor all of whose frames may be valid. */
    public static ExtractorChoice acoustic(String name, List<String> settings) {
        return new ExtractorChoice(Modality.ACOUSTIC, name, settings, SpeechDetection.OFF);
    }

    /** A visual extractor, with the faces found and followed as by default. */
    public static ExtractorChoice visual(String name) {
        return new ExtractorChoice(Modality.VISUAL, name, List.of(), SpeechDetection.OFF);
    }

    /** The same with frames valid where speech is found so. */
    public ExtractorChoice withSpeech(SpeechDetection other) {
        return new ExtractorChoice(modality, name, settings, other);
    }
}
