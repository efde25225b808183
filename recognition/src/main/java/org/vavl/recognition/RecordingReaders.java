package org.vavl.recognition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.audio.speech.AcousticExtractors;
import org.vavl.features.audio.speech.SpeechDetector;
import org.vavl.features.vision.VisualExtractors;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.detection.FaceDetectors;

/** Opens recordings with the extractors that a model was trained on, those that are at hand. */
final class RecordingReaders implements AutoCloseable {
    private final Map<String, BiFunction<RecordingInput, FaceChoice, ModalityWindows>> openers = new LinkedHashMap<>();
    private final Map<String, ExtractorId> ids;
    private final CloseUnlessReturned opened = new CloseUnlessReturned();

    /**
     * @param ids what made the features of each modality, by its name, in the model's order
     * @param settings the extractors and face detectors at hand
     * @throws VavlException if an extractor is known, but not in this version
     */
    RecordingReaders(Map<String, ExtractorId> ids, RecognizerSettings settings) {
        this.ids = new LinkedHashMap<>(ids);
        try (CloseUnlessReturned constructing = new CloseUnlessReturned()) {
            constructing.add(this, RecordingReaders::close);
            ids.forEach((modality, id) ->
                    opener(modality, id, settings).ifPresent(opener -> openers.put(modality, opener)));
            constructing.returned(this);
        }
    }

    private Optional<BiFunction<RecordingInput, FaceChoice, ModalityWindows>> opener(
            String modality, ExtractorId id, RecognizerSettings settings) {
        return switch (modality) {
            case Modality.ACOUSTIC ->
                AcousticExtractors.open(id, extractors(settings)).map(extractor -> {
                    opened.add(extractor, AcousticExtractor::close);
                    Function<RecordingInput, ModalityWindows> sound = acoustic(extractor, settings);
                    return (recording, face) -> sound.apply(recording);
                });
            case Modality.VISUAL ->
                frontEnd(id, settings).map(frontEnd -> {
                    opened.add(frontEnd, VisualFrontEnd::close);
                    return (recording, face) -> visual(recording, frontEnd, id, face);
                });
            default -> Optional.empty();
        };
    }

    private Function<RecordingInput, ModalityWindows> acoustic(
            AcousticExtractor extractor, RecognizerSettings settings) {
        SpeechDetector detector = SpeechDetector.of(settings.speech()).orElse(null);
        if (detector != null) {
            opened.add(detector, SpeechDetector::close);
        }
        return recording -> new AcousticWindows(recording, extractor, detector);
    }

    private static ModalityWindows visual(
            RecordingInput recording, VisualFrontEnd trained, ExtractorId id, FaceChoice face) {
        VisualFrontEnd frontEnd = face instanceof FaceChoice.Other other ? trained.withFace(other.face()) : trained;
        return new VisualWindows(recording, frontEnd, id, face instanceof FaceChoice.Everyone);
    }

    /** As the model's training had it. */
    private static Optional<VisualFrontEnd> frontEnd(ExtractorId id, RecognizerSettings settings) {
        FaceDetectors detectors = settings.detectors().on(settings.device());
        return VisualExtractors.frontEnd(id, extractors(settings), detectors);
    }

    /** All networks of the chain run where the model does, if libtorch runs them. */
    private static Extractors extractors(RecognizerSettings settings) {
        return settings.extractors().on(settings.device());
    }

    /**
     * Opens a recording, with features of some modalities that are given in place of what can be made of it.
     *
     * @param face whose the recognition is
     * @param given by the modality's name; of modalities of the model, of its extractors
     * @throws VavlException if it has none of the modalities, or none can be made here at all; it says why
     */
    RecordingReader open(RecordingInput recording, FaceChoice face, Map<String, FeatureSequence> given) {
        if (openers.isEmpty() && given.isEmpty()) {
            throw new VavlException(recording.name() + ": the model was trained on the features of "
                    + List.copyOf(ids.values()) + ", none of which can be made of a media file here; give it features");
        }
        try (CloseUnlessReturned reading = new CloseUnlessReturned()) {
            RecordingReader reader = reading.add(new RecordingReader(recording), RecordingReader::close);
            ids.forEach((modality, id) -> Optional.ofNullable(given.get(modality))
                    .ifPresentOrElse(
                            features -> reader.add(modality, any -> new ModalityWindows.Given(features)),
                            () -> open(reader, modality, id, face)));
            return reading.returned(reader);
        }
    }

    private void open(RecordingReader reader, String modality, ExtractorId id, FaceChoice face) {
        BiFunction<RecordingInput, FaceChoice, ModalityWindows> opener = openers.get(modality);
        if (opener == null) {
            reader.addMissing(modality, "features of " + id + " cannot be made of a recording here");
        } else {
            reader.add(modality, recording -> opener.apply(recording, face));
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
