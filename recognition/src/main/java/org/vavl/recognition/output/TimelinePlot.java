package org.vavl.recognition.output;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.core.clip.Prediction;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.Recognition;

/**
 * A drawing of what a recording's windows say over time: faces along it, a curve for each output of the answer, shades where a modality is
 * missing, a band for the answer and for each head that shows its emotion, and strips of what made the answer. Colours are the page's classes {@code s0}, {@code s1}, ….
 */
final class TimelinePlot {
    private static final int LEFT = 40;
    private static final int RIGHT = 10;
    private static final int CURVES = 200;
    private static final int FACE = 40;
    private static final int AXIS = 40;
    private static final int GAP = 8;
    private static final String TURNED = "patternTransform";

    private final Recognition answer;
    private final List<FaceThumbnails.FaceThumbnail> portraits;
    private final List<WindowSpan> stretches;
    private final TimeAxis time;
    private final ValueAxis values;
    private final int width;
    private final int top;
    private final int number;

    /**
     * @param width in units of which a letter of text takes about 7
     * @param number of the recording on the page
     */
    TimelinePlot(Recognition answer, List<FaceThumbnails.FaceThumbnail> portraits, int width, int number) {
        this.number = number;
        this.answer = answer;
        this.portraits = portraits;
        this.stretches = WindowSpan.of(answer.windows());
        this.width = width;
        this.top = portraits.isEmpty() ? GAP : FACE + 2 * GAP;
        this.time = new TimeAxis(Math.max(answer.seconds(), 0.01), LEFT, width - RIGHT);
        this.values = ValueAxis.of(answer, top, CURVES);
    }

    String svg() {
        EmotionBands bands = new EmotionBands(answer, time);
        ExplanationBands reasons = new ExplanationBands(answer, time);
        int told = top + CURVES + AXIS + bands.height();
        int height = told + reasons.height();
        Svg svg = new Svg(width, height, "w" + width, "What the model says over time");
        hatches(svg);
        faces(svg);
        missing(svg);
        grid(svg);
        new Curves(stretches, time, values).draw(svg, answer.task().outputs());
        bands.draw(svg, top + CURVES + AXIS);
        tips(svg, told);
        reasons.draw(svg, told);
        return svg.finish();
    }

    private void hatches(Svg svg) {
        svg.begin("defs");
        for (int m = 0; m < answer.modalities().size(); m++) {
            String turned = "rotate(" + (45 + 90 * m) + ")";
            svg.begin(
                            "pattern",
                            "id",
                            hatch(m),
                            "width",
                            6,
                            "height",
                            6,
                            "patternUnits",
                            "userSpaceOnUse",
                            TURNED,
                            turned)
                    .element("rect", "width", 2, "height", 6, "class", "hatch")
                    .end();
        }
        svg.end();
    }

    /** Ids are the page's, on which the drawing stands in two widths, beside those of other recordings. */
    private String hatch(int modality) {
        return "missing-" + modality + "-" + width + "-" + number;
    }

    private void faces(Svg svg) {
        double free = Double.NEGATIVE_INFINITY;
        for (FaceThumbnails.FaceThumbnail portrait : portraits) {
            double x = Math.min(width - RIGHT - FACE, Math.max(LEFT, time.x(portrait.seconds()) - FACE / 2.0));
            if (x >= free) {
                svg.begin("image", "href", portrait.address(), "x", x, "y", GAP, "width", FACE, "height", FACE)
                        .text("title", String.format(Locale.ROOT, "face at %.1f s", portrait.seconds()))
                        .end();
                free = x + FACE + 2;
            }
        }
    }

    private void missing(Svg svg) {
        List<String> modalities = List.copyOf(answer.modalities().keySet());
        for (WindowSpan stretch : stretches) {
            double x = time.x(stretch.begin());
            double wide = time.x(stretch.end()) - x;
            for (int m = 0; m < modalities.size(); m++) {
                if (stretch.window().modalities().get(modalities.get(m)) instanceof ModalityAvailability.Missing) {
                    String fill = "url(#" + hatch(m) + ")";
                    svg.element("rect", "x", x, "y", top, "width", wide, "height", CURVES, "fill", fill);
                }
            }
        }
    }

    private void grid(Svg svg) {
        for (double value : values.ticks()) {
            double y = values.y(value);
            svg.element("line", "x1", LEFT, "x2", width - RIGHT, "y1", y, "y2", y, "class", "grid");
            svg.text("text", values.label(value), "x", LEFT - 5, "y", y + 4, "text-anchor", "end");
        }
        double bottom = values.bottom();
        for (double tick : time.ticks()) {
            double x = time.x(tick);
            svg.element("line", "x1", x, "x2", x, "y1", top, "y2", bottom + 4, "class", "grid");
            svg.text("text", time.label(tick), "x", x, "y", bottom + 17, "text-anchor", "middle");
        }
        svg.text("text", time.title(), "x", width - RIGHT, "y", bottom + 32, "text-anchor", "end");
    }

    /** What a pointer over a stretch is told. */
    private void tips(Svg svg, int height) {
        for (WindowSpan stretch : stretches) {
            double x = time.x(stretch.begin());
            double wide = time.x(stretch.end()) - x;
            svg.begin("rect", "x", x, "y", top, "width", wide, "height", height - top, "class", "tip")
                    .text("title", tip(stretch))
                    .end();
        }
    }

    private String tip(WindowSpan stretch) {
        List<String> names = answer.task().outputNames();
        String said = stretch.window()
                .prediction()
                .map(Prediction::outputs)
                .map(outputs -> IntStream.range(0, names.size())
                        .mapToObj(c -> String.format(Locale.ROOT, "%s %.2f", names.get(c), outputs.get(c)))
                        .collect(Collectors.joining("\n")))
                .orElse("no prediction");
        String unsure = stretch.window()
                .prediction()
                .flatMap(Prediction::unsure)
                .map(why -> "\n" + EmotionSegment.NOT_SURE + ": " + why.text())
                .orElse("");
        return String.format(
                        Locale.ROOT,
                        "%.1f to %.1f s%n%s",
                        stretch.window().begin(),
                        stretch.window().end(),
                        said)
                + unsure;
    }
}
