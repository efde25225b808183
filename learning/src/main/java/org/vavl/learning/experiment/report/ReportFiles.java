package org.vavl.learning.experiment.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;
import org.vavl.core.file.CsvCell;

/**
 * Writes a report into a folder: {@code report.html}, {@code report.md}, {@code report.tex}, for each table a file of its name,
 * {@code .csv}, for each picture two, {@code .svg} and {@code .pdf}, and each listing.
 */
public final class ReportFiles {
    private ReportFiles() {}

    public static void write(Path folder, Report whole) {
        Report report = drawable(whole);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new VavlException(folder + " cannot be made: " + e.getMessage(), e);
        }
        AtomicFile.write(folder.resolve("report.html"), HtmlReport.of(report));
        AtomicFile.write(folder.resolve("report.md"), MarkdownReport.of(report));
        AtomicFile.write(folder.resolve("report.tex"), LatexReport.of(report));
        for (Report.Section section : report.sections()) {
            if (section instanceof Report.Table table) {
                writeTable(folder, table);
            } else if (section instanceof Report.Listing listing) {
                AtomicFile.write(folder.resolve(listing.file()), listing.text());
            } else if (section instanceof Report.Figure figure) {
                figure.plot().write(folder.resolve(figure.name() + ".svg"));
                figure.plot().write(folder.resolve(figure.name() + ".pdf"));
            }
        }
    }

    /** A machine without fonts can measure; its reports get a line in the place of each picture. */
    private static Report drawable(Report report) {
        return new Report(
                report.title(),
                report.sections().stream().map(ReportFiles::drawable).toList());
    }

    private static Report.Section drawable(Report.Section section) {
        if (section instanceof Report.Figure figure) {
            try {
                figure.plot().svg(figure.name());
            } catch (VavlException e) {
                return new Report.Paragraph("No picture: " + e.getMessage());
            }
        }
        return section;
    }

    /** Writes a table alone, as CSV. */
    public static void writeTable(Path folder, Report.Table table) {
        AtomicFile.write(folder.resolve(table.name() + ".csv"), csv(table));
    }

    private static String csv(Report.Table table) {
        return row(table.header()) + table.rows().stream().map(ReportFiles::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(ReportFiles::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** RFC 4180, with text as {@link CsvCell} says. */
    private static String quoted(String cell) {
        String safe = CsvCell.write(cell);
        return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
