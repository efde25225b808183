package org.vavl.recognition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.vavl.core.clip.Prediction;

/** Windows' answers one after the other, and what they come to together. */
final class Timeline {
    private final List<WindowAnswer> answers = new ArrayList<>();

    void add(WindowAnswer answer) {
        answers.add(answer);
    }

    List<WindowAnswer> answers() {
        return List.copyOf(answers);
    }

    /** Where the last window ends. */
    double seconds() {
        return answers.get(answers.size() - 1).end();
    }

    /** Of each modality, whether it is there in any window; its frames are those of all windows. */
    Map<String, ModalityPresence> modalities() {
        Map<String, ModalityPresence> together = new LinkedHashMap<>();
        for (WindowAnswer answer : answers) {
            answer.modalities().forEach((modality, presence) -> together.merge(modality, presence, Timeline::joined));
        }
        return together;
    }

    private static ModalityPresence joined(ModalityPresence one, ModalityPresence other) {
        int frames = one.frames() + other.frames();
        int validFrames = one.validFrames() + other.validFrames();
        if (one instanceof ModalityPresence.Absent first && other instanceof ModalityPresence.Absent second) {
            boolean alike = first.reason().equals(second.reason());
            return new ModalityPresence.Absent(frames, alike ? first.reason() : "it is in none of the windows");
        }
        return new ModalityPresence.Present(frames, validFrames);
    }

    /**
     * For each head the mean over the windows that it applies to, and the mean of the windows' answers.
     *
     * @return empty if no window has an answer
     */
    Optional<Prediction> mean(String clip, double windowSeconds) {
        List<Prediction> predictions =
                answers.stream().flatMap(answer -> answer.prediction().stream()).toList();
        if (predictions.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<List<Double>>> said = new LinkedHashMap<>();
        Set<String> answering = new LinkedHashSet<>();
        for (Prediction prediction : predictions) {
            prediction.heads().forEach((head, values) -> said.computeIfAbsent(head, name -> new ArrayList<>())
                    .add(values));
            answering.addAll(prediction.answeredBy());
        }
        Map<String, List<Double>> heads = new LinkedHashMap<>();
        said.forEach((head, values) -> heads.put(head, mean(values)));
        return Optional.of(new Prediction(
                clip,
                heads,
                mean(predictions.stream().map(Prediction::answer).toList()),
                List.copyOf(answering),
                "the mean over %d of %d windows of %s s"
                        .formatted(
                                predictions.size(),
                                answers.size(),
                                BigDecimal.valueOf(windowSeconds)
                                        .stripTrailingZeros()
                                        .toPlainString())));
    }

    private static List<Double> mean(List<List<Double>> values) {
        return IntStream.range(0, values.get(0).size())
                .mapToObj(c ->
                        values.stream().mapToDouble(one -> one.get(c)).average().orElseThrow())
                .toList();
    }
}
