package org.vavl.learning.experiment.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.learning.plot.Plot;
import org.vavl.recognition.output.HtmlPage;

/** A report as one page that needs nothing else. */
public final class HtmlReport {
    private static final String STYLE = """
            h1 { font-size: 1.8rem; line-height: 1.2; margin: .2rem 0 .6rem; }
            main { max-width: 68rem; } p { max-width: 48rem; }
            figure { margin: 1.5rem 0; } figcaption { margin-bottom: .5rem; max-width: 48rem; }
            .results { white-space: nowrap; }
            .results th, .results td { padding: .3rem .7rem; text-align: right; }
            .results th:first-child { text-align: left; padding-left: 0; position: sticky; left: 0; background: var(--ground); }
            .results thead th { border-top: 2px solid var(--soft); border-bottom-color: var(--soft); white-space: normal; }
            .results .text { text-align: left; white-space: normal; min-width: 18rem; }
            pre { padding: .8rem 1rem; border: 1px solid var(--line); border-radius: 6px; margin: .6rem 0; }
            .command { white-space: pre; overflow-x: auto; }
            .panels { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
            .panels svg { min-width: 0; max-width: 100%; height: auto; }
            """;

    /** Of a picture's own width, in percent. */
    private static final int WIDENED = 120;

    /** Letters of a cell; longer ones are sentences, which are broken into lines. */
    private static final int LONGEST_VALUE = 40;

    private HtmlReport() {}

    public static String of(Report report) {
        String sections = report.sections().stream().map(HtmlReport::of).collect(Collectors.joining("\n"));
        return HtmlPage.of(
                report.title(),
                STYLE + Plot.style(),
                "<main>\n<h1>" + escape(report.title()) + "</h1>\n" + sections + "\n</main>");
    }

    private static String of(Report.Section section) {
        if (section instanceof Report.Heading heading) {
            return "<h2>" + escape(heading.text()) + "</h2>";
        }
        if (section instanceof Report.Paragraph paragraph) {
            return "<p>" + escape(paragraph.text()) + "</p>";
        }
        if (section instanceof Report.Listing listing) {
            return "<details><summary>" + escape(listing.file()) + "</summary><pre>" + escape(listing.text())
                    + "</pre></details>";
        }
        if (section instanceof Report.Command command) {
            return "<pre class=\"command\">" + escape(command.text()) + "</pre>";
        }
        if (section instanceof Report.Figure figure) {
            return "<figure><figcaption>" + escape(figure.caption()) + "</figcaption>\n<div class=\"panels\">"
                    + pictures(figure) + "</div></figure>";
        }
        Report.Table table = (Report.Table) section;
        return "<figure><figcaption>" + escape(table.caption()) + "</figcaption>\n"
                + "<div class=\"wide\" tabindex=\"0\"><table class=\"results\">\n<thead><tr>"
                + table.header().stream().map(HtmlReport::columnTitle).collect(Collectors.joining())
                + "</tr></thead>\n<tbody>\n"
                + table.rows().stream().map(HtmlReport::row).collect(Collectors.joining("\n"))
                + "\n</tbody></table></div></figure>";
    }

    /** What stands side by side, where there is room for it. */
    private static String pictures(Report.Figure figure) {
        List<Plot> parts = figure.plot().parts();
        return IntStream.range(0, parts.size())
                .mapToObj(i -> svg(parts.get(i), figure.name() + "-" + i, figure.caption()))
                .collect(Collectors.joining("\n"));
    }

    /** As wide as it was drawn, or narrower where the page is; a little wider where there is room. */
    private static String svg(Plot plot, String name, String caption) {
        String svg = plot.svg(name);
        return "<svg role=\"img\" aria-label=\"" + escape(caption) + "\" style=\"flex: 1 1 " + plot.width()
                + "px; max-width: min(100%, " + WIDENED * plot.width() / 100 + "px)\""
                + svg.substring(svg.indexOf("<svg") + "<svg".length());
    }

    private static String columnTitle(String title) {
        return "<th scope=\"col\">" + escape(title) + "</th>";
    }

    /** What it is about, which stays in sight while the row is scrolled, then its values. */
    private static String row(List<String> cells) {
        return "<tr><th scope=\"row\">" + escape(cells.get(0)) + "</th>"
                + cells.subList(1, cells.size()).stream().map(HtmlReport::cell).collect(Collectors.joining()) + "</tr>";
    }

    private static String cell(String cell) {
        String kind = cell.length() > LONGEST_VALUE ? " class=\"text\"" : "";
        return "<td" + kind + ">" + escape(cell) + "</td>";
    }

    private static String escape(String text) {
        return HtmlPage.escape(text);
    }
}
