package org.vavl.learning.agreement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/** Collects what annotators said of clips, from tables. */
final class ClipRatings {
    private static final List<String> CLIP = List.of("clip", "id");
    private static final List<String> CLASS = List.of("label", "answer", "emotion");
    private static final String SPEAKER = "speaker";
    private static final String ANNOTATOR = "annotator";

    private final String attribute;
    private final Map<String, Map<String, String>> byClip = new LinkedHashMap<>();
    private final Map<String, String> speakers = new LinkedHashMap<>();
    private final Set<String> annotators = new LinkedHashSet<>();

    ClipRatings(String attribute) {
        this.attribute = attribute;
    }

    void add(String otherwise, Path file) {
        try (CsvReader reader = CsvReader.open(file)) {
            String clip = column(file, reader.columns(), CLIP);
            String value = column(
                    file,
                    reader.columns(),
                    attribute.isEmpty() ? CLASS : List.of(attribute, "value:" + attribute, "answer." + attribute));
            for (Optional<CsvRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                add(row.get(), row.get().cell(ANNOTATOR).orElse(otherwise), clip, value);
            }
        }
    }

    private static String column(Path file, List<String> columns, List<String> names) {
        return names.stream()
                .filter(columns::contains)
                .findFirst()
                .orElseThrow(
                        () -> new VavlException(file + " has no column '" + String.join("' or '", names) + "'; it has "
                                + String.join(", ", columns.stream().limit(20).toList())));
    }

    private void add(CsvRow row, String annotator, String clipColumn, String valueColumn) {
        String clip = row.require(clipColumn);
        row.cell(SPEAKER).ifPresent(speaker -> speakers.putIfAbsent(clip, speaker));
        if (row.cell(valueColumn).isEmpty()) {
            return;
        }
        if (!attribute.isEmpty()) {
            row.number(valueColumn);
        }
        annotators.add(annotator);
        String value = attribute.isEmpty()
                ? row.require(valueColumn)
                : Double.toString(row.number(valueColumn).orElseThrow());
        if (byClip.computeIfAbsent(clip, key -> new LinkedHashMap<>()).put(annotator, value) != null) {
            throw row.error("clip " + clip + " was rated by " + annotator + " twice, and must be rated once");
        }
    }

    Ratings ratings() {
        List<String> names = List.copyOf(annotators);
        boolean haveSpeakers = byClip.keySet().stream().allMatch(speakers::containsKey);
        List<RatedUnit> units = new ArrayList<>();
        byClip.forEach((clip, values) -> units.add(new RatedUnit(
                clip,
                haveSpeakers ? speakers.getOrDefault(clip, clip) : clip,
                0,
                0,
                names.stream().map(name -> values.getOrDefault(name, "")).toList())));
        return new Ratings(names, "clips", haveSpeakers ? "speakers" : "clips", units);
    }
}
