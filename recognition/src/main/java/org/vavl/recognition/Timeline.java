package org.vavl.recognition;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Unsure;

/** Windows' answers one after the other, and what they come to together. */
final class Timeline {
    private final List<WindowRecognition> windows = new ArrayList<>();

    void add(WindowRecognition answer) {
        windows.add(answer);
    }

    List<WindowRecognition> windows() {
        return List.copyOf(windows);
    }

    /** Where the last window ends; 0 if there is none. */
    double seconds() {
        return windows.stream().mapToDouble(WindowRecognition::end).max().orElse(0);
    }

    /** Of each modality, whether it is there in any window; its frames are those of all windows. */
    Map<String, ModalityAvailability> modalities() {
        Map<String, ModalityAvailability> together = new LinkedHashMap<>();
        for (WindowRecognition answer : windows) {
            answer.modalities().forEach((modality, presence) -> together.merge(modality, presence, Timeline::joined));
        }
        return together;
    }

    private static ModalityAvailability joined(ModalityAvailability one, ModalityAvailability other) {
        int frames = one.frames() + other.frames();
        int validFrames = one.validFrames() + other.validFrames();
        if (one instanceof ModalityAvailability.Missing first && other instanceof ModalityAvailability.Missing second) {
            boolean alike = first.reason().equals(second.reason());
            return new ModalityAvailability.Missing(frames, alike ? first.reason() : "it is in none of the windows");
        }
        return new ModalityAvailability.Present(frames, validFrames);
    }

    /**
     * For each head the mean over the windows that it applies to, and the mean of the windows' predictions.
     *
     * @return empty if no window has an answer
     */
    Optional<Prediction> mean(String clip, String noun) {
        List<Prediction> predictions =
                windows.stream().flatMap(answer -> answer.prediction().stream()).toList();
        if (predictions.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<List<Double>>> said = new LinkedHashMap<>();
        Set<String> answering = new LinkedHashSet<>();
        for (Prediction prediction : predictions) {
            prediction.heads().forEach((head, values) -> said.computeIfAbsent(head, name -> new ArrayList<>())
                    .add(values));
            answering.addAll(prediction.selectedHeads());
        }
        Map<String, List<Double>> heads = new LinkedHashMap<>();
        said.forEach((head, values) -> heads.put(head, mean(values)));
        Prediction whole = new Prediction(
                clip,
                heads,
                mean(predictions.stream().map(Prediction::outputs).toList()),
                List.copyOf(answering),
                String.format(Locale.ROOT, "the mean over %d of %d %s", predictions.size(), windows.size(), noun));
        return Optional.of(unsure(predictions, noun).map(whole::unsure).orElse(whole));
    }

    /** A mean is not to be relied on where most of what it is the mean of is not; a threshold for clips says nothing of means. */
    private static Optional<Unsure> unsure(List<Prediction> predictions, String noun) {
        List<Unsure> unsure = predictions.stream()
                .flatMap(prediction -> prediction.unsure().stream())
                .toList();
        if (2 * unsure.size() <= predictions.size()) {
            return Optional.empty();
        }
        Map<Unsure.Reason, Long> reasons = new EnumMap<>(Unsure.Reason.class);
        unsure.forEach(one -> one.causes().stream()
                .map(Unsure.Cause::reason)
                .distinct()
                .forEach(reason -> reasons.merge(reason, 1L, Long::sum)));
        String why = reasons.entrySet().stream()
                .sorted(Map.Entry.<Unsure.Reason, Long>comparingByValue().reversed())
                .map(entry -> entry.getValue() + " " + entry.getKey().words())
                .collect(Collectors.joining(", "));
        return Optional.of(new Unsure(List.of(new Unsure.Cause(
                Unsure.Reason.UNSURE_WINDOWS,
                String.format(
                        Locale.ROOT,
                        "the model is not sure of %d of %d %s (%s)",
                        unsure.size(),
                        predictions.size(),
                        noun,
                        why)))));
    }

    private static List<Double> mean(List<List<Double>> values) {
        return IntStream.range(0, values.get(0).size())
                .mapToObj(c ->
                        values.stream().mapToDouble(one -> one.get(c)).average().orElseThrow())
                .toList();
    }
}
