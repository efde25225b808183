package org.vavl.recognition.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.corpus.Task;
import org.vavl.inference.Prediction;
import org.vavl.recognition.ClipAnswer;
import org.vavl.recognition.ModalityPresence;

/**
 * A drawing of what a recording's windows say over time: faces along it, a curve for each output of the answer, shades where a modality is
 * missing, and a band for the answer and for each head that shows its emotion. Colours are the page's classes {@code s0}, {@code s1}, ….
 */
final class TimelinePlot {
    private static final int LEFT = 40;
    private static final int RIGHT = 10;
    private static final int CURVES = 200;
    private static final int FACE = 40;
    private static final int BAND = 18;
    private static final int BAND_TITLE = 15;
    private static final int AXIS = 40;
    private static final int GAP = 8;
    private static final int LETTER = 7;
    private static final String TURNED = "patternTransform";

    private final ClipAnswer answer;
    private final List<Portraits.Portrait> portraits;
    private final List<Stretch> stretches;
    private final TimeAxis axis;
    private final int width;
    private final double least;
    private final double most;
    private final int top;

    /** @param width in units of which a letter of text takes about {@value #LETTER} */
    TimelinePlot(ClipAnswer answer, List<Portraits.Portrait> portraits, int width) {
        this.answer = answer;
        this.portraits = portraits;
        this.stretches = Stretch.of(answer.windows());
        this.width = width;
        this.axis = new TimeAxis(Math.max(answer.seconds(), 0.01), LEFT, width - RIGHT);
        this.top = portraits.isEmpty() ? GAP : FACE + 2 * GAP;
        Optional<Task.Regression> regression =
                answer.task() instanceof Task.Regression task ? Optional.of(task) : Optional.empty();
        this.least = regression.stream()
                .flatMap(task -> task.attributes().stream())
                .mapToDouble(Task.Attribute::minimum)
                .min()
                .orElse(0);
        this.most = regression.stream()
                .flatMap(task -> task.attributes().stream())
                .mapToDouble(Task.Attribute::maximum)
                .max()
                .orElseGet(() -> Math.ceil(5 * largest(answer)) / 5);
    }

    private static double largest(ClipAnswer answer) {
        return answer.windows().stream()
                .flatMap(window -> window.prediction().stream())
                .flatMap(prediction -> prediction.answer().stream())
                .mapToDouble(value -> value)
                .max()
                .orElse(1);
    }

    String svg() {
        Map<String, List<Episode>> bands = bands();
        int height = top + CURVES + AXIS + bands.size() * (BAND + BAND_TITLE);
        Svg svg = new Svg(width, height, "w" + width, "What the model says over time");
        hatches(svg);
        faces(svg);
        missing(svg);
        grid(svg);
        for (int c = 0; c < answer.task().outputs(); c++) {
            curve(svg, c);
        }
        double y = top + CURVES + AXIS;
        for (Map.Entry<String, List<Episode>> band : bands.entrySet()) {
            band(svg, band.getKey(), band.getValue(), y);
            y += BAND + BAND_TITLE;
        }
        tips(svg, height);
        return svg.finish();
    }

    private Map<String, List<Episode>> bands() {
        Map<String, List<Episode>> bands = new LinkedHashMap<>();
        if (answer.task() instanceof Task.Classification) {
            bands.put("answer", Episode.ofAnswer(answer));
            answer.prediction().heads().keySet().forEach(head -> bands.put(head, Episode.ofHead(answer, head)));
        }
        return bands;
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

    /** Ids are the page's, on which the drawing stands in two widths. */
    private String hatch(int modality) {
        return "missing-" + modality + "-" + width;
    }

    private void faces(Svg svg) {
        double free = Double.NEGATIVE_INFINITY;
        for (Portraits.Portrait portrait : portraits) {
            double x = Math.min(width - RIGHT - FACE, Math.max(LEFT, axis.x(portrait.seconds()) - FACE / 2.0));
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
        for (Stretch stretch : stretches) {
            double x = axis.x(stretch.begin());
            double wide = axis.x(stretch.end()) - x;
            for (int m = 0; m < modalities.size(); m++) {
                if (stretch.window().modalities().get(modalities.get(m)) instanceof ModalityPresence.Absent) {
                    String fill = "url(#" + hatch(m) + ")";
                    svg.element("rect", "x", x, "y", top, "width", wide, "height", CURVES, "fill", fill);
                }
            }
        }
    }

    private void grid(Svg svg) {
        for (int quarter = 0; quarter <= 4; quarter++) {
            double value = least + (most - least) * quarter / 4;
            svg.element("line", "x1", LEFT, "x2", width - RIGHT, "y1", y(value), "y2", y(value), "class", "grid");
            String label = answer.task() instanceof Task.Classification
                    ? String.format(Locale.ROOT, "%.0f %%", 100 * value)
                    : String.format(Locale.ROOT, "%.1f", value);
            svg.text("text", label, "x", LEFT - 5, "y", y(value) + 4, "text-anchor", "end");
        }
        for (double tick : axis.ticks()) {
            double x = axis.x(tick);
            svg.element("line", "x1", x, "x2", x, "y1", top, "y2", top + CURVES + 4, "class", "grid");
            svg.text("text", axis.label(tick), "x", x, "y", top + CURVES + 17, "text-anchor", "middle");
        }
        svg.text("text", axis.title(), "x", width - RIGHT, "y", top + CURVES + 32, "text-anchor", "end");
    }

    private double y(double value) {
        return top + CURVES * (1 - (value - least) / (most - least));
    }

    private void curve(Svg svg, int output) {
        List<String> points = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            Optional<Prediction> said = stretch.window().prediction();
            if (said.isEmpty()) {
                line(svg, points, output);
                continue;
            }
            double value = said.get().answer().get(output);
            if (points.isEmpty()) {
                points.add(point(stretch.begin(), value));
            }
            points.add(point((stretch.begin() + stretch.end()) / 2, value));
            boolean last = i == stretches.size() - 1
                    || stretches.get(i + 1).window().prediction().isEmpty();
            if (last) {
                points.add(point(stretch.end(), value));
            }
        }
        line(svg, points, output);
    }

    private String point(double seconds, double value) {
        return String.format(Locale.ROOT, "%.2f,%.2f", axis.x(seconds), y(value));
    }

    private static void line(Svg svg, List<String> points, int output) {
        if (!points.isEmpty()) {
            svg.element("polyline", "points", String.join(" ", points), "class", "curve s" + output);
        }
        points.clear();
    }

    private void band(Svg svg, String title, List<Episode> episodes, double y) {
        svg.text("text", title, "x", LEFT, "y", y + BAND_TITLE - 4);
        for (Episode episode : episodes) {
            double x = axis.x(episode.begin());
            double wide = axis.x(episode.end()) - x;
            String label = episode.label(answer.task());
            double shown = Math.max(0.5, wide - 1);
            String colour = "band s" + answer.task().outputNames().indexOf(label);
            svg.element("rect", "x", x, "y", y + BAND_TITLE, "width", shown, "height", BAND - 4, "class", colour);
            if (wide > LETTER * label.length() + 4) {
                svg.text("text", label, "x", x + 4, "y", y + BAND_TITLE + 11, "class", "inside");
            }
        }
    }

    /** What a pointer over a stretch is told. */
    private void tips(Svg svg, int height) {
        for (Stretch stretch : stretches) {
            double x = axis.x(stretch.begin());
            double wide = axis.x(stretch.end()) - x;
            svg.begin("rect", "x", x, "y", top, "width", wide, "height", height - top, "class", "tip")
                    .text("title", tip(stretch))
                    .end();
        }
    }

    private String tip(Stretch stretch) {
        List<String> names = answer.task().outputNames();
        String said = stretch.window()
                .prediction()
                .map(Prediction::answer)
                .map(values -> IntStream.range(0, names.size())
                        .mapToObj(c -> String.format(Locale.ROOT, "%s %.2f", names.get(c), values.get(c)))
                        .collect(Collectors.joining("\n")))
                .orElse("nothing to answer for");
        return String.format(
                Locale.ROOT,
                "%.1f to %.1f s%n%s",
                stretch.window().begin(),
                stretch.window().end(),
                said);
    }
}
