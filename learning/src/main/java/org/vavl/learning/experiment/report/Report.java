package org.vavl.learning.experiment.report;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.vavl.learning.plot.Plot;

/**
 * What an experiment has to say.
 *
 * @param title of the whole
 * @param sections in their order
 */
public record Report(String title, List<Section> sections) {
    /** Copies the sections. A table or picture whose file would have the name of one before gets a number behind it. */
    public Report {
        Set<String> files = new HashSet<>();
        sections = sections.stream().map(section -> named(section, files)).toList();
    }

    private static Section named(Section section, Set<String> files) {
        if (section instanceof Figure figure) {
            return new Figure(free("figure ", figure.name(), files), figure.caption(), figure.plot());
        }
        if (section instanceof Table table) {
            return new Table(free("table ", table.name(), files), table.caption(), table.header(), table.rows());
        }
        return section;
    }

    private static String free(String kind, String name, Set<String> files) {
        String free = name;
        for (int number = 2; !files.add(kind + free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    /** A text as the name of a file or a folder: letters of any script, digits and hyphens. */
    public static String fileName(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
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
     * @param name of its file, as {@link #fileName} makes them
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
     * @param name of its file, as {@link #fileName} makes them
     * @param caption one or two sentences
     * @param plot the picture
     */
    public record Figure(String name, String caption, Plot plot) implements Section {}
}
