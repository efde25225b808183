package org.vavl.learning.experiment.report;

import java.util.List;
import java.util.stream.Collectors;

/** A report as Markdown; pictures are files beside it. */
public final class MarkdownReport {
    private MarkdownReport() {}

    public static String of(Report report) {
        return "# " + report.title() + "\n\n"
                + report.sections().stream().map(MarkdownReport::of).collect(Collectors.joining("\n"));
    }

    private static String of(Report.Section section) {
        if (section instanceof Report.Heading heading) {
            return "## " + heading.text() + "\n";
        }
        if (section instanceof Report.Paragraph paragraph) {
            return paragraph.text() + "\n";
        }
        if (section instanceof Report.Listing listing) {
            return "```yaml\n" + listing.text().stripTrailing() + "\n```\n";
        }
        if (section instanceof Report.Command command) {
            return "```sh\n" + command.text() + "\n```\n";
        }
        if (section instanceof Report.Figure figure) {
            return "![" + figure.caption() + "](" + figure.name() + ".svg)\n\n" + figure.caption() + "\n";
        }
        Report.Table table = (Report.Table) section;
        String rule = "|" + " --- |".repeat(table.header().size());
        return table.caption() + "\n\n" + row(table.header()) + rule + "\n"
                + table.rows().stream().map(MarkdownReport::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell ->
                        " " + cell.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*") + " |")
                .collect(Collectors.joining("", "|", "\n"));
    }
}
