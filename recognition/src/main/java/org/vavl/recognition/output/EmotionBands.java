package org.vavl.recognition.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.Task;
import org.vavl.recognition.Recognition;

/** A band over time for the answer and for each head, which shows its emotion; none where the answer is attributes. */
final class EmotionBands {
    private static final int TITLE = 15;
    private static final int BAND = 18;
    private static final int LETTER = 7;

    private final Task task;
    private final TimeAxis axis;
    private final Map<String, List<EmotionSegment>> bands = new LinkedHashMap<>();

    EmotionBands(Recognition answer, TimeAxis axis) {
        this.task = answer.task();
        this.axis = axis;
        if (task instanceof Task.Classification) {
            bands.put(WholeAndWindows.WINDOWS, EmotionSegment.ofPrediction(answer));
            answer.prediction().heads().keySet().forEach(head -> bands.put(head, EmotionSegment.ofHead(answer, head)));
        }
    }

    int height() {
        return bands.size() * (BAND + TITLE);
    }

    void draw(Svg svg, double top) {
        double y = top;
        for (Map.Entry<String, List<EmotionSegment>> band : bands.entrySet()) {
            svg.text("text", band.getKey(), "x", axis.left(), "y", y + TITLE - 4);
            for (EmotionSegment episode : band.getValue()) {
                draw(svg, episode, y + TITLE);
            }
            y += BAND + TITLE;
        }
    }

    private void draw(Svg svg, EmotionSegment episode, double y) {
        double x = axis.x(episode.begin());
        double wide = axis.x(episode.end()) - x;
        String label = episode.label(task);
        double shown = Math.max(0.5, wide - 1);
        String colour = "band "
                + (episode.unsure() ? "unsure" : "s" + task.outputNames().indexOf(label));
        svg.element("rect", "x", x, "y", y, "width", shown, "height", BAND - 4, "class", colour);
        if (wide > LETTER * label.length() + 4) {
            svg.text("text", label, "x", x + 4, "y", y + 11, "class", "inside");
        }
    }
}
