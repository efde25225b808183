package org.vavl.recognition.output;

import static org.vavl.recognition.output.HtmlPage.escape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.inference.Provenance;

/**
 * What a model says of recordings as one page that needs nothing else: of each the answer, what each head says, the timeline with faces
 * along it and what was missing; then the terms under which the model may be used, and its card. To be used by one thread.
 */
public final class RecognitionReport {
    private final Provenance model;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String name, String row, String html, List<String> outputs) {}

    /** @param model where the model comes from */
    public RecognitionReport(Provenance model) {
        this.model = model;
    }

    /** The page of one recording; see {@link #add}. */
    public static String of(Recognition answer, FaceThumbnails portraits, Provenance model) {
        RecognitionReport report = new RecognitionReport(model);
        report.add(answer, portraits);
        return report.page();
    }

    /**
     * One more recording.
     *
     * @param portraits that listened while the recording was gone through
     */
    public void add(Recognition answer, FaceThumbnails portraits) {
        RecognitionSection section = new RecognitionSection(answer, portraits, entries.size() + 1);
        entries.add(new Entry(section.name(), section.row(), section.html(), section.outputs()));
    }

    /** Whether no recording was added. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The page; where it is of several recordings it begins with a table of them. */
    public String page() {
        String title = entries.size() == 1 ? entries.get(0).name() : entries.size() + " recordings";
        String contents = entries.size() == 1
                ? ""
                : "<h1>" + title + "</h1>\n<div class=\"wide\"><table class=\"contents\"><tbody>\n"
                        + entries.stream().map(Entry::row).collect(Collectors.joining("\n"))
                        + "</tbody></table></div>\n";
        String sections = entries.stream().map(Entry::html).collect(Collectors.joining("\n"));
        List<String> outputs = entries.stream()
                .map(Entry::outputs)
                .max(Comparator.comparingInt(List::size))
                .orElseGet(List::of);
        return HtmlPage.of(
                title, ReportStyle.of(outputs), "<main>\n" + contents + sections + "\n" + card() + "\n</main>");
    }

    private String card() {
        String facts = model.facts().entrySet().stream()
                .map(fact -> "<tr><th scope=\"row\">" + escape(fact.getKey()) + "</th><td><pre>"
                        + escape(fact.getValue()) + "</pre></td></tr>")
                .collect(Collectors.joining("\n"));
        return "<h2>The model</h2>\n" + TermsTable.html(model.information())
                + (model.card().isBlank()
                        ? "<p>It has no card.</p>"
                        : "<article class=\"card\">" + CardText.html(model.card()) + "</article>")
                + (facts.isEmpty()
                        ? ""
                        : "\n<details><summary>Where it comes from</summary><div class=\"wide\"><table class=\"facts\">"
                                + facts + "</table></div></details>");
    }
}
