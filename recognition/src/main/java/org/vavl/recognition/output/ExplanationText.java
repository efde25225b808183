package org.vavl.recognition.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.explanation.Explanation;

/** What made an answer, in a line or two, for people. */
final class ExplanationText {
    private ExplanationText() {}

    /** Lines for what is known; none where nothing was asked for and the answer is that of a modality. */
    static List<String> lines(Recognition answer) {
        List<String> lines = new ArrayList<>();
        if (answer.isOfNoModalityAlone()) {
            lines.add(ofNoModalityAlone(answer));
        }
        answer.explanation().ifPresent(explanation -> {
            lines.add("why: "
                    + explanation.modalities().stream()
                            .map(effect -> effect.modality() + " " + adds(effect, answer))
                            .collect(Collectors.joining(", ")));
            strongest(explanation, answer)
                    .ifPresent(effect -> lines.add(String.format(
                            Locale.ROOT,
                            "most of it: %s from %.1f to %.1f s, %s",
                            effect.modality(),
                            effect.begin(),
                            effect.end(),
                            adds(effect, answer))));
        });
        return lines;
    }

    /** That only together the modalities say so. */
    static String ofNoModalityAlone(Recognition answer) {
        return answer.emotion().orElse("") + " is what they say together: "
                + answer.modalities().keySet().stream()
                        .flatMap(modality ->
                                Optional.ofNullable(answer.prediction().heads().get(modality))
                                        .map(outputs -> modality + " alone says "
                                                + answer.task().outputNames().get(Prediction.argmax(outputs)))
                                        .stream())
                        .collect(Collectors.joining(", "));
    }

    /** What an effect adds to the class that is the answer, or to each attribute. */
    static String adds(Explanation.Effect effect, Recognition answer) {
        List<String> names = answer.task().outputNames();
        return effect.outputs()
                .map(outputs -> answer.task() instanceof Task.Classification
                        ? signed(outputs, answer.prediction().argmax(), names)
                        : IntStream.range(0, names.size())
                                .mapToObj(c -> signed(outputs, c, names))
                                .collect(Collectors.joining(" and ")))
                .orElse("without which there would be no answer");
    }

    private static String signed(List<Double> outputs, int c, List<String> names) {
        return String.format(Locale.ROOT, "adds %+.2f to %s", outputs.get(c), names.get(c));
    }

    /** The span that speaks most for the class; for attributes that which changes them most. */
    private static Optional<Explanation.Effect> strongest(Explanation explanation, Recognition answer) {
        return explanation.spans().stream()
                .filter(effect -> effect.outputs().isPresent())
                .max(Comparator.comparingDouble(
                        effect -> strength(effect.outputs().orElseThrow(), answer)))
                .filter(effect -> strength(effect.outputs().orElseThrow(), answer) > 0);
    }

    private static double strength(List<Double> outputs, Recognition answer) {
        return answer.task() instanceof Task.Classification
                ? outputs.get(answer.prediction().argmax())
                : outputs.stream().mapToDouble(Math::abs).max().orElse(0);
    }
}
