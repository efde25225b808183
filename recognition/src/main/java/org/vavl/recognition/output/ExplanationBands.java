package org.vavl.recognition.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.vavl.core.clip.Task;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.explanation.Explanation;

/**
 * A strip over time for each modality that shows what speaks for the answer and what against it, the stronger the fuller the colour; none where that was not asked for or
 * the answer is attributes.
 */
final class ExplanationBands {
    private static final int TITLE = 15;
    private static final int BAND = 18;
    private static final double FAINTEST = 0.08;

    private final Recognition answer;
    private final TimeAxis axis;
    private final Map<String, List<Explanation.Effect>> bands;
    private final double largest;

    ExplanationBands(Recognition answer, TimeAxis axis) {
        this.answer = answer;
        this.axis = axis;
        this.bands = answer.explanation()
                .filter(any -> answer.task() instanceof Task.Classification)
                .map(explanation -> explanation.spans().stream()
                        .filter(effect -> effect.outputs().isPresent())
                        .collect(Collectors.groupingBy(
                                Explanation.Effect::modality, LinkedHashMap::new, Collectors.toList())))
                .orElseGet(LinkedHashMap::new);
        this.largest = bands.values().stream()
                .flatMap(List::stream)
                .mapToDouble(effect -> Math.abs(strength(effect)))
                .max()
                .orElse(0);
    }

    private double strength(Explanation.Effect effect) {
        return effect.outputs().orElseThrow().get(answer.prediction().argmax());
    }

    int height() {
        return bands.size() * (BAND + TITLE);
    }

    void draw(Svg svg, double top) {
        double y = top;
        for (Map.Entry<String, List<Explanation.Effect>> band : bands.entrySet()) {
            String title = "what of " + band.getKey() + " speaks for "
                    + answer.emotion().orElse("") + " (filled) or against it (outlined)";
            svg.text("text", title, "x", axis.left(), "y", y + TITLE - 4);
            for (Explanation.Effect effect : band.getValue()) {
                draw(svg, effect, y + TITLE);
            }
            y += BAND + TITLE;
        }
    }

    private void draw(Svg svg, Explanation.Effect effect, double y) {
        double x = axis.x(effect.begin());
        double wide = Math.max(0.5, axis.x(effect.end()) - x - 1);
        double strength = strength(effect);
        double opacity = largest == 0 ? FAINTEST : Math.max(FAINTEST, Math.abs(strength) / largest);
        svg.begin(
                        "rect",
                        "x",
                        x,
                        "y",
                        y,
                        "width",
                        wide,
                        "height",
                        BAND - 4,
                        "class",
                        strength >= 0 ? "band s" + answer.prediction().argmax() : "against",
                        "fill-opacity",
                        opacity,
                        "stroke-opacity",
                        opacity)
                .text(
                        "title",
                        String.format(
                                Locale.ROOT,
                                "%.1f to %.1f s: %s",
                                effect.begin(),
                                effect.end(),
                                ExplanationText.adds(effect, answer)))
                .end();
    }
}
