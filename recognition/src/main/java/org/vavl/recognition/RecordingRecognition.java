package org.vavl.recognition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.features.Image;

/**
 * Answers for one recording: as a whole if it is short, window by window if it is long, or both. Memory does not grow with the recording,
 * but for the windows' predictions.
 */
final class RecordingRecognition {
    /** What is left behind a window, and is less than this share of a step, has no window of its own. */
    private static final double LEAST_REST = 0.5;

    private final String name;
    private final RecordingReader reader;
    private final Network network;
    private final WindowSettings windows;
    private final WindowListener listener;
    private final PeopleCollector people = new PeopleCollector();
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
        Map<String, ModalitySegment> parts = reader.next(0, windows.maximumWholeSeconds());
        double seconds = reader.seconds().orElse(Double.POSITIVE_INFINITY);
        if (seconds > windows.maximumWholeSeconds()) {
            parts.clear();
            return mean(timeline());
        }
        WindowRecognition whole = predictWindow(0, seconds, parts);
        Prediction prediction = whole.prediction().orElseThrow(() -> nothing(whole.modalities()));
        List<Person> known = people.people(reader.faces());
        peopleAreKnown = true;
        boolean inWindows = windows.timelineForShortRecordings() && seconds > windows.seconds();
        if (!inWindows) {
            listener.accept(whole, portrait(parts));
        }
        return new Recognition(
                name,
                seconds,
                network.task(),
                prediction,
                whole.modalities(),
                faces,
                known,
                inWindows ? timeline().windows() : List.of());
    }

    private VavlException nothing(Map<String, ModalityAvailability> modalities) {
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

    /** Recognises window by window to the recording's end; the listener is told of each, then the consumer. */
    void goThrough(Consumer<WindowRecognition> consumer) {
        double length = Double.POSITIVE_INFINITY;
        double end = 0;
        for (long window = 0; length - end >= LEAST_REST * windows.stepSeconds(); window++) {
            double begin = windows.begin(window);
            Map<String, ModalitySegment> parts = reader.next(begin, begin + windows.seconds());
            length = reader.seconds().orElse(Double.POSITIVE_INFINITY);
            WindowRecognition recognized = predictWindow(begin, Math.min(begin + windows.seconds(), length), parts);
            end = recognized.end();
            listener.accept(recognized, portrait(parts));
            consumer.accept(recognized);
        }
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
        if (!peopleAreKnown) {
            parts.forEach((modality, part) ->
                    people.add(part, prediction, face -> network.predict(name, Map.of(modality, face))));
        }
        return new WindowRecognition(begin, end, prediction, modalities);
    }

    private static Optional<Image> portrait(Map<String, ModalitySegment> parts) {
        return parts.values().stream().flatMap(part -> part.portrait().stream()).findFirst();
    }

    private Recognition mean(Timeline timeline) {
        Map<String, ModalityAvailability> modalities = timeline.modalities();
        Prediction mean = timeline.mean(name, windows.seconds()).orElseThrow(() -> nothing(modalities));
        return new Recognition(
                name,
                timeline.seconds(),
                network.task(),
                mean,
                modalities,
                faces,
                people.people(reader.faces()),
                timeline.windows());
    }
}
