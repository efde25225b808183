package org.vavl.recognition.output;

import static org.vavl.recognition.output.HtmlPage.escape;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.core.clip.Task;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Segmentation;

/** One recording on a page: the answer, what each head says, the timeline with faces along it, and what was missing. */
final class RecognitionSection {
    /** On a telephone and on a desk. */
    private static final int NARROW = 350;

    private static final int WIDE = 900;

    /** Of a bar of 100 %, in every column, in the page's letter heights. */
    private static final double LONGEST_BAR = 4;

    private final Recognition answer;
    private final FaceThumbnails portraits;
    private final int number;

    /** @param number on the page, from 1 */
    RecognitionSection(Recognition answer, FaceThumbnails portraits, int number) {
        this.answer = answer;
        this.portraits = portraits;
        this.number = number;
    }

    List<String> outputs() {
        return answer.task().outputNames();
    }

    String html() {
        return "<section>\n" + String.join("\n", heading(), heads(), timeline(), modalities()) + "\n</section>";
    }

    /** The recording's row in the table of contents. */
    String row() {
        return "<tr><th scope=\"row\"><a href=\"#clip-" + number + "\">" + escape(name()) + "</a></th><td>"
                + String.format(Locale.ROOT, "%.1f s", answer.seconds()) + "</td><td>" + said() + "</td></tr>";
    }

    /** Without the folders, which are nobody else's business. */
    String name() {
        return answer.clip().replaceAll(".*[/\\\\]", "");
    }

    /** What is said of the whole, as HTML. */
    String said() {
        if (answer.unsure().isPresent()) {
            String whole = EmotionSegment.ofWhole(answer).labelWithProbability(answer.task());
            return EmotionSegment.NOT_SURE + " <span>" + escape(whole.substring(EmotionSegment.NOT_SURE.length() + 2))
                    + "</span>";
        }
        return answer.emotion()
                .map(emotion -> escape(emotion) + " <span>"
                        + percent(answer.prediction()
                                .outputs()
                                .get(answer.prediction().argmax())) + "</span>")
                .orElseGet(() -> escape(values(answer.prediction().outputs())));
    }

    private String heading() {
        return String.format(
                Locale.ROOT,
                "<header id=\"clip-%s\"><p class=\"clip\">%s, %s s, %s</p>\n<h1>%s</h1>\n%s<p>%s: %s.</p></header>",
                Integer.toString(number),
                escape(name()),
                String.format(Locale.ROOT, "%.1f", answer.seconds()),
                WholeAndWindows.WHOLE,
                said(),
                answer.unsure()
                        .map(why -> "<p>Not sure: " + escape(why.text()) + ".</p>\n")
                        .orElse(""),
                escape(String.join(" and ", answer.prediction().selectedHeads())),
                escape(answer.prediction().reason()));
    }

    private String values(List<Double> values) {
        List<String> names = answer.task().outputNames();
        return IntStream.range(0, names.size())
                .mapToObj(c -> String.format(Locale.ROOT, "%s %.2f", names.get(c), values.get(c)))
                .collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    /** A row for each output, a column for the answer and for each head, with bars where they are probabilities. */
    private String heads() {
        Map<String, List<Double>> heads = answer.prediction().heads();
        String header = heads.keySet().stream()
                .map(head -> "<th scope=\"col\">" + escape(head) + "</th>")
                .collect(Collectors.joining());
        String rows = IntStream.range(0, answer.task().outputs())
                .mapToObj(c -> "<tr><th scope=\"row\">" + swatch(c)
                        + escape(answer.task().outputNames().get(c)) + "</th>"
                        + cell(answer.prediction().outputs().get(c), c)
                        + heads.values().stream()
                                .map(values -> cell(values.get(c), c))
                                .collect(Collectors.joining())
                        + "</tr>")
                .collect(Collectors.joining("\n"));
        return "<h2>What each head says of the whole recording</h2>\n<div class=\"wide\"><table class=\"heads\"><thead><tr><td></td><th scope=\"col\">answer</th>"
                + header + "</tr></thead>\n<tbody>\n" + rows + "</tbody></table></div>";
    }

    private String cell(double value, int output) {
        return answer.task() instanceof Task.Classification
                ? String.format(
                        Locale.ROOT,
                        "<td><i class=\"bar s%d\" style=\"width:%.2frem\"></i>%s</td>",
                        output,
                        LONGEST_BAR * value,
                        percent(value))
                : String.format(Locale.ROOT, "<td>%.2f</td>", value);
    }

    private static String swatch(int output) {
        return "<i class=\"swatch s" + output + "\"></i>";
    }

    private String timeline() {
        String legend = IntStream.range(0, answer.task().outputs())
                .mapToObj(c ->
                        "<li>" + swatch(c) + escape(answer.task().outputNames().get(c)) + "</li>")
                .collect(Collectors.joining());
        List<FaceThumbnails.FaceThumbnail> faces = portraits.all();
        return "<h2>Over time</h2>\n" + new TimelinePlot(answer, faces, WIDE, number).svg() + "\n"
                + new TimelinePlot(answer, faces, NARROW, number).svg() + "\n<ul class=\"legend\">" + legend + unsure()
                + missing()
                + "</ul>\n<p>"
                + (answer.timeline().size() < (answer.segmentation() instanceof Segmentation.Windows ? 2 : 1)
                        ? "The recording was recognised as a whole."
                        : escape(WholeAndWindows.note(answer))
                                + (answer.segmentation() instanceof Segmentation.Windows
                                        ? " They overlap; each stands for the time around its middle."
                                        : ""))
                + "</p>";
    }

    private String unsure() {
        return EmotionSegment.ofPrediction(answer).stream().anyMatch(EmotionSegment::unsure)
                ? "<li><i class=\"swatch unsure\"></i>" + EmotionSegment.NOT_SURE + "</li>"
                : "";
    }

    /** What the hatches mean that there are. */
    private String missing() {
        List<String> names = List.copyOf(answer.modalities().keySet());
        return IntStream.range(0, names.size())
                .filter(m -> answer.windows().stream()
                        .anyMatch(window ->
                                window.modalities().get(names.get(m)) instanceof ModalityAvailability.Missing))
                .mapToObj(m -> "<li><i class=\"swatch\" style=\"background: repeating-linear-gradient(" + (90 * m - 45)
                        + "deg, var(--veil) 0 2px, transparent 2px 5px)\"></i>no " + escape(names.get(m)) + "</li>")
                .collect(Collectors.joining());
    }

    private String modalities() {
        String rows = answer.modalities().entrySet().stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "<tr><th scope=\"row\">%s</th><td>%s</td><td>%d of %d</td><td>%s</td></tr>",
                        escape(one.getKey()),
                        percent(one.getValue().share()),
                        one.getValue().validFrames(),
                        one.getValue().frames(),
                        one.getValue() instanceof ModalityAvailability.Missing absent ? escape(absent.reason()) : ""))
                .collect(Collectors.joining("\n"));
        return "<h2>What was there</h2>\n<div class=\"wide\"><table><thead><tr><td></td><th>share</th><th>valid frames</th>"
                + "<th></th></tr></thead>\n<tbody>\n" + rows + "</tbody></table></div>" + speech() + faces();
    }

    private String speech() {
        return answer.speech()
                .map(speech -> "\n<p>Speech in " + percent(speech.share()) + " of the time.</p>")
                .orElse("");
    }

    private String faces() {
        String faces = PeopleText.faces(answer);
        return faces.isEmpty() ? "" : "\n<p>" + escape(faces) + ".</p>" + people();
    }

    /** A row for each person, if there are several. */
    private String people() {
        if (answer.people().size() < 2) {
            return "";
        }
        String rows = answer.people().stream()
                .map(person -> "<tr><th scope=\"row\">" + escape(PeopleText.name(person)) + "</th><td>"
                        + escape(PeopleText.spans(person)) + "</td><td>"
                        + person.outputs()
                                .map(outputs -> escape(RecognitionText.outputs(outputs, answer.task())))
                                .orElse("")
                        + "</td></tr>")
                .collect(Collectors.joining("\n"));
        return "\n<h2>People</h2>\n<div class=\"wide\"><table><thead><tr><td></td><th>seen</th><th>the face alone</th></tr></thead>\n"
                + "<tbody>\n" + rows + "</tbody></table></div>";
    }
}
