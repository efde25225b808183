package org.vavl.recognition.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.core.PlainText;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.WindowRecognition;

/** Answers in a few lines, for people; names and labels in them are {@link PlainText}. */
public final class RecognitionText {
    private RecognitionText() {}

    /** The answer, who gives it and from what, what the other heads say, and a line for each window. */
    public static String of(Recognition answer) {
        Task task = answer.task();
        Prediction whole = answer.prediction();
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s: %s%n", PlainText.line(answer.clip()), said(whole, task)));
        whole.unsure()
                .ifPresent(why -> text.append(String.format(
                        Locale.ROOT,
                        "  not sure: %s%n  in all: %s%n",
                        PlainText.line(why.text()),
                        outputs(whole.outputs(), task))));
        text.append(String.format(
                Locale.ROOT,
                "  %s: %s; %s%n",
                String.join(" and ", whole.selectedHeads()),
                whole.reason(),
                shares(answer.modalities()) + speech(answer) + faces(answer)));
        ExplanationText.lines(answer)
                .forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
        PeopleText.lines(answer)
                .forEach(person -> text.append("  ").append(person).append(System.lineSeparator()));
        whole.heads().forEach((head, values) -> {
            if (whole.heads().size() > 1 && !whole.selectedHeads().equals(List.of(head))) {
                text.append(String.format(Locale.ROOT, "  %s alone: %s%n", head, outputs(values, task)));
            }
        });
        if (!answer.timeline().isEmpty()) {
            text.append("  ").append(WholeAndWindows.note(answer)).append(System.lineSeparator());
        }
        answer.timeline().forEach(window -> text.append(line(window, task)));
        return PlainText.lines(text.toString());
    }

    private static String speech(Recognition answer) {
        return answer.speech()
                .map(speech -> String.format(Locale.ROOT, "; speech in %.0f %% of the time", 100 * speech.share()))
                .orElse("");
    }

    private static String faces(Recognition answer) {
        String faces = PeopleText.faces(answer);
        return faces.isEmpty() ? "" : "; " + faces;
    }

    private static String line(WindowRecognition window, Task task) {
        String said = window.prediction()
                .map(prediction ->
                        said(prediction, task) + "  [" + String.join(" and ", prediction.selectedHeads()) + "]")
                .orElse("no prediction");
        return String.format(Locale.ROOT, "  %7.1f to %.1f s  %s%n", window.begin(), window.end(), said);
    }

    /** All outputs, or the two most probable classes where the model is not sure. */
    private static String said(Prediction prediction, Task task) {
        return prediction.unsure().isEmpty()
                ? outputs(prediction.outputs(), task)
                : EmotionSegment.NOT_SURE + ": "
                        + prediction.ranked().stream()
                                .limit(2)
                                .map(c -> output(prediction.outputs(), c, task))
                                .collect(Collectors.joining(" or "));
    }

    private static String output(List<Double> values, int c, Task task) {
        return String.format(
                Locale.ROOT, "%s %.2f", PlainText.line(task.outputNames().get(c)), values.get(c));
    }

    /** Probabilities with the largest first, or values in the attributes' order. */
    static String outputs(List<Double> values, Task task) {
        return IntStream.range(0, task.outputs())
                .boxed()
                .sorted((one, other) ->
                        task instanceof Task.Classification ? Double.compare(values.get(other), values.get(one)) : 0)
                .map(c -> output(values, c, task))
                .collect(Collectors.joining(", "));
    }

    private static String shares(Map<String, ModalityAvailability> modalities) {
        return modalities.entrySet().stream()
                .map(one -> one.getValue() instanceof ModalityAvailability.Missing absent
                        ? "no " + one.getKey() + " (" + absent.reason() + ")"
                        : String.format(
                                Locale.ROOT,
                                "%s in %.0f %% of the frames",
                                one.getKey(),
                                100 * one.getValue().share()))
                .collect(Collectors.joining(", "));
    }
}
