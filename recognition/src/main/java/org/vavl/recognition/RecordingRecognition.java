package org.vavl.recognition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.features.Image;
import org.vavl.features.audio.speech.SpeechActivity;
import org.vavl.features.vision.PictureFaces;
import org.vavl.recognition.explanation.Explainer;
import org.vavl.recognition.explanation.Explanation;
import org.vavl.recognition.people.PeopleCollector;
import org.vavl.recognition.people.Person;

/**
 * Answers for one recording: as a whole if it is short, window by window if it is long, or both. Memory does not grow with the recording,
 * but for the windows' predictions.
 */
final class RecordingRecognition {
    /** What is hidden at a time to explain an answer: about a word; in long recordings, where every window has it hidden, more. */
    private static final double SPAN_SECONDS = 0.5;

    private static final double SPAN_SECONDS_IN_WINDOWS = 1;

    private final String name;
    private final RecordingReader reader;
    private final Network network;
    private final WindowSettings windows;
    private final WindowListener listener;
    private final PeopleCollector people = new PeopleCollector();
    private @Nullable Explainer explainer;
    private int faces;
    private boolean peopleAreKnown;

    /** Asks the network; empty if it has no head for these modalities. */
    interface Network {
        Task task();

        Optional<Prediction> predict(String clip, Map<String, FeatureSequence> features);

        /**
         * Makes sure that the network may be used.
         *
         * @throws IllegalStateException if it is closed
         */
        void requireOpen();
    }

    RecordingRecognition(
            String name, RecordingReader reader, Network network, WindowSettings windows, WindowListener listener) {
        this.name = name;
        this.reader = reader;
        this.network = network;
        this.windows = windows;
        this.listener = listener;
    }

    /** @throws VavlException if the recording has no modality that the model can use */
    Recognition recognize() {
        reader.skip(0, windows.maximumWholeSeconds());
        if (!isShort()) {
            explainer = explainer(SPAN_SECONDS_IN_WINDOWS).orElse(null);
            return mean(timeline());
        }
        double seconds = reader.seconds().orElseThrow();
        explainer = explainer(SPAN_SECONDS).orElse(null);
        Map<String, ModalitySegment> parts = reader.next(0, windows.maximumWholeSeconds());
        WindowRecognition whole = predictWindow(0, seconds, parts);
        Optional<Explanation> explanation = explained();
        explainer = null;
        Prediction prediction = whole.prediction().orElseThrow(() -> nothing(name, whole.modalities()));
        List<Person> known = people.people(reader.faces());
        peopleAreKnown = true;
        boolean inWindows = windows.divides(seconds);
        if (!inWindows) {
            listener.accept(recognized(whole, parts));
        }
        return new Recognition(
                name,
                seconds,
                network.task(),
                prediction,
                whole.modalities(),
                faces,
                known,
                inWindows ? timeline().windows() : List.of(),
                windows.segmentation(),
                explanation,
                speech(seconds));
    }

    /** Answers for a part; for no window if the recording is so short that it is recognised as a whole, which {@link #isShort} tells then. */
    PartRecognition recognize(RecordingPart part) {
        reader.lookOnlyAt(part.time());
        reader.skip(0, windows.maximumWholeSeconds());
        if (isShort()) {
            return PartRecognition.none(part);
        }
        Timeline timeline = new Timeline();
        new SegmentReader(name, reader, windows)
                .forEach(part, (begin, end, parts) -> timeline.add(predictWindow(begin, end, parts)));
        OptionalDouble seconds = part.isLast() ? reader.seconds() : OptionalDouble.empty();
        return new PartRecognition(
                part,
                timeline.windows(),
                faces,
                people.parts(reader.faces()),
                seconds,
                seconds.isPresent() ? speech(seconds.getAsDouble()) : Optional.empty(),
                Optional.empty());
    }

    /** Whether the recording has ended, and is recognised as a whole. */
    boolean isShort() {
        return reader.seconds().orElse(Double.POSITIVE_INFINITY) <= windows.maximumWholeSeconds();
    }

    private Optional<Explainer> explaining() {
        return Optional.ofNullable(explainer);
    }

    private Optional<Explanation> explained() {
        return explaining().map(Explainer::explanation);
    }

    private Optional<Explainer> explainer(double spanSeconds) {
        return windows.explained()
                ? Optional.of(new Explainer(
                        features -> network.predict(name, features).map(Prediction::outputs), spanSeconds))
                : Optional.empty();
    }

    private Optional<SpeechActivity> speech(double seconds) {
        return reader.speech(0, seconds).map(utterances -> SpeechActivity.of(utterances, seconds));
    }

    /** Why there is no answer for a recording. */
    static VavlException nothing(String name, Map<String, ModalityAvailability> modalities) {
        if (modalities.isEmpty()) {
            return new VavlException(name + ": there is no speech in its sound, and so no segment to answer for");
        }
        String reasons = modalities.values().stream()
                .filter(ModalityAvailability.Missing.class::isInstance)
                .map(absent -> name + ": " + ((ModalityAvailability.Missing) absent).reason())
                .distinct()
                .collect(Collectors.joining("; "));
        return new VavlException(
                modalities.values().stream().allMatch(ModalityAvailability.Missing.class::isInstance)
                        ? reasons
                        : reasons + "; and the model has no answer without");
    }

    private Timeline timeline() {
        Timeline timeline = new Timeline();
        goThrough(timeline::add);
        return timeline;
    }

    /** Recognises segment by segment to the recording's end; the listener is told of each, then the consumer. */
    void goThrough(Consumer<WindowRecognition> consumer) {
        new SegmentReader(name, reader, windows).forEach((begin, end, parts) -> {
            WindowRecognition recognized = predictWindow(begin, end, parts);
            listener.accept(recognized(recognized, parts));
            consumer.accept(recognized);
        });
    }

    private WindowRecognition predictWindow(double begin, double end, Map<String, ModalitySegment> parts) {
        network.requireOpen();
        Map<String, ModalityAvailability> modalities = new LinkedHashMap<>();
        Map<String, FeatureSequence> features = new LinkedHashMap<>();
        parts.forEach((modality, part) -> {
            modalities.put(modality, part.presence());
            part.features().ifPresent(there -> features.put(modality, there));
            faces = Math.max(faces, part.faces());
        });
        Optional<Prediction> prediction = features.isEmpty() ? Optional.empty() : network.predict(name, features);
        prediction.ifPresent(
                answer -> explaining().ifPresent(explaining -> explaining.add(begin, features, answer.outputs())));
        if (!peopleAreKnown) {
            List<List<Double>> ofFace = prediction
                    .flatMap(answer -> Optional.ofNullable(answer.heads().get(Modality.VISUAL)))
                    .map(List::of)
                    .orElse(List.of());
            parts.forEach((modality, part) -> {
                part.speaker()
                        .ifPresent(
                                speaker -> people.add(speaker, part.presence().validFrames(), ofFace));
                people.addOthers(part.others(), face -> network.predict(name, Map.of(modality, face)));
            });
        }
        return new WindowRecognition(begin, end, prediction, modalities);
    }

    private RecognizedWindow recognized(WindowRecognition window, Map<String, ModalitySegment> parts) {
        Optional<PictureFaces> lastPicture = parts.values().stream()
                .flatMap(part -> part.lastPicture().stream())
                .findFirst();
        Optional<SpeechActivity> speech = reader.speech(window.begin(), window.end())
                .map(utterances -> SpeechActivity.of(utterances, window.end() - window.begin()));
        return new RecognizedWindow(window, portrait(parts), lastPicture, speech);
    }

    private static Optional<Image> portrait(Map<String, ModalitySegment> parts) {
        return parts.values().stream().flatMap(part -> part.portrait().stream()).findFirst();
    }

    private Recognition mean(Timeline timeline) {
        Map<String, ModalityAvailability> modalities = timeline.modalities();
        double seconds = reader.seconds().orElseGet(timeline::seconds);
        Prediction mean = timeline.mean(name, windows.noun()).orElseThrow(() -> nothing(name, modalities));
        return new Recognition(
                name,
                seconds,
                network.task(),
                mean,
                modalities,
                faces,
                people.people(reader.faces()),
                timeline.windows(),
                windows.segmentation(),
                explained(),
                speech(seconds));
    }
}
