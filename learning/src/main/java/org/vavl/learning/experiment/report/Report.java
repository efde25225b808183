package org.vavl.learning.experiment.report;

import java.util.List;
import java.util.Locale;
import org.vavl.learning.plot.Plot;

/**
 * What an experiment has to say.
 *
 * @param title of the whole
 * @param sections in their order
 */
public record Report(String title, List<Section> sections) {
    /** Copies the sections. */
    public Report {
        sections = List.copyOf(sections);
    }

    /** A text as the name of a file or a folder: letters, digits and hyphens. */
    public static String fileName(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** A part of a report. */
    public sealed interface Section {}

    /**
     * A heading.
     *
     * @param text one line
     */
    public record Heading(String text) implements Section {}

    /**
     * A paragraph.
     *
     * @param text plain
     */
    public record Paragraph(String text) implements Section {}

    /**
     * A configuration as it is; also a file beside the report.
     *
     * @param file its name, such as {@code experiment.yaml}
     * @param text several lines
     */
    public record Listing(String file, String text) implements Section {}

    /**
     * A command to type.
     *
     * @param text one line
     */
    public record Command(String text) implements Section {}

    /**
     * A table.
     *
     * @param name of its file, letters and hyphens
     * @param caption one or two sentences
     * @param header what each column is called
     * @param rows as many cells as the header has, each
     */
    public record Table(String name, String caption, List<String> header, List<List<String>> rows) implements Section {
        /** Copies the cells and checks their number. */
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != header.size()) {
                    throw new IllegalArgumentException(
                            "table " + name + " has a row of " + row.size() + " cells, and must have " + header.size());
                }
            }
        }
    }

    /**
     * A picture.
     *
     * @param name of its file, letters and hyphens
     * @param caption one or two sentences
     * @param plot the picture
     */
    public record Figure(String name, String caption, Plot plot) implements Section {}
}
