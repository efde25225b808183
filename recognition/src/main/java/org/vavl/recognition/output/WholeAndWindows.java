package org.vavl.recognition.output;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vavl.core.Counted;
import org.vavl.core.PlainText;
import org.vavl.core.clip.Prediction;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Segmentation;

/**
 * How the prediction of a whole recording and those of its windows go together. A short recording is recognised twice, as a whole and
 * window by window, so that the two may differ; every format says which is which in these words.
 */
public final class WholeAndWindows {
    /** What the prediction of the whole is called. */
    public static final String WHOLE = "whole recording";

    /** What the predictions of the windows are called. */
    public static final String WINDOWS = "over time";

    private WholeAndWindows() {}

    /** Two sentences on one line; empty if there are no windows. */
    public static String note(Recognition answer) {
        if (answer.timeline().isEmpty()) {
            return "";
        }
        int count = answer.timeline().size();
        String windows = count == 1
                ? "Its only " + noun(answer) + " is recognised by itself, and may differ"
                : "Its " + Counted.of(count, noun(answer)) + " are recognised one by one, and may differ";
        String reason = " (" + answer.prediction().reason() + "). ";
        if (answer.unsure().isPresent()) {
            return "Of the " + WHOLE + " the model is not sure" + reason + windows + ": " + counts(answer) + ".";
        }
        return answer.emotion()
                .map(emotion -> "The " + WHOLE + " is " + PlainText.line(emotion) + reason + windows + ": "
                        + counts(answer) + ".")
                .orElse("The " + WHOLE + " has values of its own" + reason + windows + ".");
    }

    /** What one of those is called that the recording is divided into. */
    private static String noun(Recognition answer) {
        if (answer.segmentation() instanceof Segmentation.Windows) {
            return "window";
        }
        return answer.segmentation() instanceof Segmentation.Utterances ? "utterance" : "segment";
    }

    private static String counts(Recognition answer) {
        List<String> said = answer.timeline().stream()
                .map(window -> window.prediction()
                        .map(prediction -> said(prediction, answer))
                        .orElse("without prediction"))
                .toList();
        Map<String, Integer> order = new TreeMap<>();
        for (int i = 0; i < said.size(); i++) {
            order.putIfAbsent(said.get(i), i);
        }
        return order.keySet().stream()
                .sorted((one, other) -> {
                    long more = count(said, other) - count(said, one);
                    return more == 0 ? order.getOrDefault(one, 0) - order.getOrDefault(other, 0) : Long.signum(more);
                })
                .map(emotion -> count(said, emotion) + " " + emotion)
                .collect(Collectors.joining(", "));
    }

    private static String said(Prediction prediction, Recognition answer) {
        return prediction.unsure().isPresent()
                ? EmotionSegment.NOT_SURE
                : Recognition.emotion(prediction, answer.task())
                        .map(PlainText::line)
                        .orElse("of values");
    }

    private static long count(List<String> said, String emotion) {
        return said.stream().filter(emotion::equals).count();
    }
}
