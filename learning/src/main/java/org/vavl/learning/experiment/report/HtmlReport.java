package org.vavl.learning.experiment.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.learning.plot.Plot;
import org.vavl.recognition.output.HtmlPage;

/** A report as one page that needs nothing else. */
public final class HtmlReport {
    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
            p, figcaption { overflow-wrap: anywhere; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
            figure { margin: 1.5rem 0; } figcaption { margin-bottom: .5rem; max-width: 48rem; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; white-space: nowrap; }
            th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid #8884; }
            th:first-child, td:first-child { text-align: left; }
            thead th { border-bottom: 2px solid #888a; border-top: 2px solid #888a; white-space: normal; }
            pre { overflow-x: auto; padding: 1rem; background: #8881; font-size: .85rem; }
            .panels { display: flex; flex-wrap: wrap; }
            .panels svg { min-width: 0; height: auto; background: white; }
            """;

    private HtmlReport() {}

    public static String of(Report report) {
        String sections = report.sections().stream().map(HtmlReport::of).collect(Collectors.joining("\n"));
        return HtmlPage.of(report.title(), STYLE, "<h1>" + escape(report.title()) + "</h1>\n" + sections);
    }

    private static String of(Report.Section section) {
        if (section instanceof Report.Heading heading) {
            return "<h2>" + escape(heading.text()) + "</h2>";
        }
        if (section instanceof Report.Paragraph paragraph) {
            return "<p>" + escape(paragraph.text()) + "</p>";
        }
        if (section instanceof Report.Listing listing) {
            return "<pre>" + escape(listing.text()) + "</pre>";
        }
        if (section instanceof Report.Figure figure) {
            return "<figure><figcaption>" + escape(figure.caption()) + "</figcaption>\n<div class=\"panels\">"
                    + pictures(figure) + "</div></figure>";
        }
        Report.Table table = (Report.Table) section;
        return "<figure><figcaption>" + escape(table.caption()) + "</figcaption>\n<div class=\"wide\"><table>\n<thead>"
                + row("th", table.header()) + "</thead>\n<tbody>\n"
                + table.rows().stream().map(row -> row("td", row)).collect(Collectors.joining("\n"))
                + "\n</tbody></table></div></figure>";
    }

    /** What stands side by side, where there is room for it. */
    private static String pictures(Report.Figure figure) {
        List<Plot> parts = figure.plot().parts();
        return IntStream.range(0, parts.size())
                .mapToObj(i -> svg(parts.get(i), figure.name() + "-" + i, figure.caption()))
                .collect(Collectors.joining("\n"));
    }

    /** As wide as it was drawn, or narrower where the page is. */
    private static String svg(Plot plot, String name, String caption) {
        String svg = plot.svg(name);
        return "<svg role=\"img\" aria-label=\"" + escape(caption) + "\" style=\"flex: 0 1 " + plot.width() + "px\""
                + svg.substring(svg.indexOf("<svg") + "<svg".length());
    }

    private static String row(String element, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + element + ">" + escape(cell) + "</" + element + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String escape(String text) {
        return HtmlPage.escape(text);
    }
}
