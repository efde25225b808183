package org.vavl.cli.predict;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.learning.annotation.Annotation;
import org.vavl.learning.annotation.AnnotationFiles;
import org.vavl.learning.annotation.AnnotationTier;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;
import org.vavl.recognition.Segmentation;

/**
 * Segments of a recording: from a CSV file with the columns start (or begin) and end, in seconds, or the annotations of ELAN's and Praat's files, each
 * stretch once.
 */
final class SegmentTable {
    private static final String START = "start";
    private static final String BEGIN = "begin";
    private static final String END = "end";
    private static final int MOST = 100_000;

    private SegmentTable() {}

    /**
     * Reads them.
     *
     * @param tiers the names of the tiers that are taken, and in a table of the annotators; none for all
     * @throws VavlException if the file cannot be read, lacks a column or a tier, has no segment or more than {@value #MOST}, or one that is too short or too long
     */
    static List<Segmentation.Span> read(Path file, Set<String> tiers) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean isAnnotation = name.endsWith(".eaf") || name.endsWith(".textgrid");
        Set<Segmentation.Span> spans = isAnnotation || !tiers.isEmpty() ? annotations(file, tiers) : rows(file);
        if (spans.isEmpty()) {
            throw new VavlException(file + ": has no segment, and must have at least one");
        }
        return List.copyOf(spans);
    }

    private static Set<Segmentation.Span> annotations(Path file, Set<String> tiers) {
        List<AnnotationTier> all = AnnotationFiles.read(file);
        List<AnnotationTier> taken = all.stream()
                .filter(tier -> tiers.isEmpty() || tiers.contains(tier.name()))
                .toList();
        if (taken.isEmpty() && !all.isEmpty()) {
            throw new VavlException(file + ": has no tier " + String.join(", ", tiers) + " with annotations; it has "
                    + String.join(
                            ", ",
                            all.stream().map(AnnotationTier::name).distinct().toList()));
        }
        Set<Segmentation.Span> spans = new LinkedHashSet<>();
        for (AnnotationTier tier : taken) {
            for (Annotation annotation : tier.annotations()) {
                try {
                    add(file, spans, new Segmentation.Span(annotation.begin(), annotation.end()));
                } catch (VavlException e) {
                    throw new VavlException(file + ", tier " + tier.name() + ": " + e.getMessage(), e);
                }
            }
        }
        return spans;
    }

    private static Set<Segmentation.Span> rows(Path file) {
        Set<Segmentation.Span> spans = new LinkedHashSet<>();
        try (CsvReader reader = CsvReader.open(file)) {
            String begin = reader.columns().contains(BEGIN) ? BEGIN : START;
            reader.requireColumn(begin);
            reader.requireColumn(END);
            for (Optional<CsvRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                add(file, spans, span(row.get(), begin));
            }
        }
        return spans;
    }

    private static void add(Path file, Set<Segmentation.Span> spans, Segmentation.Span span) {
        spans.add(span);
        if (spans.size() > MOST) {
            throw new VavlException(file + ": has more than " + MOST + " segments");
        }
    }

    private static Segmentation.Span span(CsvRow row, String beginColumn) {
        row.require(beginColumn);
        row.require(END);
        double start = row.number(beginColumn).orElseThrow();
        double end = row.number(END).orElseThrow();
        try {
            return new Segmentation.Span(start, end);
        } catch (VavlException e) {
            throw row.error(String.valueOf(e.getMessage()));
        }
    }
}
