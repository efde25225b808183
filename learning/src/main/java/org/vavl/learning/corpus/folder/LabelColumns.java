package org.vavl.learning.corpus.folder;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vavl.core.clip.Labels;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * The columns of a table of clips that say what people said of them: {@code label} (one class) or {@code votes:CLASS}, and
 * {@code value:ATTRIBUTE}; {@code votes@MODALITY:CLASS} and {@code value@MODALITY:ATTRIBUTE} of one modality alone.
 */
final class LabelColumns {
    /** What an error says is known. */
    static final String KNOWN = "label, votes:CLASS, votes@MODALITY:CLASS, value:ATTRIBUTE, value@MODALITY:ATTRIBUTE";

    static final String LABEL = "label";
    static final String VOTES = "votes";
    private static final String VALUE = "value";
    private static final char OF = '@';

    private LabelColumns() {}

    /** Whether a column is one of these. */
    static boolean knows(String column) {
        return column.equals(LABEL) || isNamed(column, VOTES) || isNamed(column, VALUE);
    }

    /** {@code KIND:NAME} or {@code KIND@MODALITY:NAME}, neither of them blank. */
    private static boolean isNamed(String column, String kind) {
        int colon = column.indexOf(':');
        return colon > 0
                && colon < column.length() - 1
                && column.startsWith(kind)
                && (colon == kind.length() || (column.charAt(kind.length()) == OF && colon > kind.length() + 1));
    }

    /** What a row says of its clip. */
    static Labels read(CsvRow row) {
        Map<String, Votes> byModality = new TreeMap<>();
        Votes ofClip = new Votes();
        row.cell(LABEL).ifPresent(name -> ofClip.classes.put(name, 1.0));
        for (String column : row.cells().keySet()) {
            if (isNamed(column, VOTES) || isNamed(column, VALUE)) {
                row.number(column).ifPresent(value -> {
                    String modality = modality(column);
                    Votes votes =
                            modality.isEmpty() ? ofClip : byModality.computeIfAbsent(modality, key -> new Votes());
                    (column.startsWith(VOTES) ? votes.classes : votes.attributes).put(name(column), value);
                });
            }
        }
        Map<String, Labels> modalities = new HashMap<>();
        byModality.forEach((modality, votes) -> modalities.put(modality, new Labels(votes.classes, votes.attributes)));
        return new Labels(ofClip.classes, ofClip.attributes, modalities);
    }

    private static final class Votes {
        private final Map<String, Double> classes = new HashMap<>();
        private final Map<String, Double> attributes = new HashMap<>();
    }

    private static String name(String column) {
        return column.substring(column.indexOf(':') + 1);
    }

    private static String modality(String column) {
        int colon = column.indexOf(':');
        int at = column.indexOf(OF);
        return at < 0 || at > colon ? "" : column.substring(at + 1, colon);
    }

    /** The columns that some clips need, by name, with each clip's cell. */
    static Map<String, Function<ClipEntry, String>> write(List<ClipEntry> clips) {
        Map<String, Function<ClipEntry, String>> columns = new LinkedHashMap<>();
        if (clips.stream().allMatch(LabelColumns::hasOneClassAtMost)) {
            if (clips.stream().anyMatch(clip -> !clip.labels().classes().isEmpty())) {
                columns.put(LABEL, clip -> clip.labels().classes().keySet().stream()
                        .findFirst()
                        .orElse(""));
            }
        } else {
            add(columns, VOTES + ":", clips, clip -> clip.labels().classes());
        }
        add(columns, VALUE + ":", clips, clip -> clip.labels().attributes());
        for (String modality : modalities(clips)) {
            add(columns, VOTES + OF + modality + ":", clips, clip -> of(clip, modality)
                    .classes());
            add(columns, VALUE + OF + modality + ":", clips, clip -> of(clip, modality)
                    .attributes());
        }
        return columns;
    }

    private static Labels of(ClipEntry clip, String modality) {
        return clip.labels().modalities().getOrDefault(modality, new Labels(Map.of(), Map.of()));
    }

    private static Set<String> modalities(List<ClipEntry> clips) {
        return clips.stream()
                .flatMap(clip -> clip.labels().modalities().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean hasOneClassAtMost(ClipEntry clip) {
        return clip.labels().classes().isEmpty()
                || (clip.labels().classes().size() == 1
                        && clip.labels().classes().values().iterator().next() == 1.0);
    }

    private static void add(
            Map<String, Function<ClipEntry, String>> columns,
            String start,
            List<ClipEntry> clips,
            Function<ClipEntry, Map<String, ?>> map) {
        Set<String> names = new TreeSet<>();
        clips.forEach(clip -> names.addAll(map.apply(clip).keySet()));
        for (String name : names) {
            columns.put(start + name, clip -> {
                Object value = map.apply(clip).get(name);
                return value == null ? "" : value.toString();
            });
        }
    }
}
