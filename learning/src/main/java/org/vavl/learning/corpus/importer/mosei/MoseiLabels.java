package org.vavl.learning.corpus.importer.mosei;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.csd.ComputationalSequence;
import org.vavl.learning.corpus.csd.Excerpt;
import org.vavl.learning.corpus.csd.Recording;
import org.vavl.learning.corpus.csd.TimeSpan;
import org.vavl.learning.corpus.csd.TimedRows;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.importer.source.Named;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/**
 * The segments of CMU-MOSEI and what raters said of them, from {@code CMU_MOSEI_Labels.csd}: row i of a video is its segment {@code
 * VIDEO[i]}, as the SDK numbers them. A file that the SDK has aligned has them as entries of that name, with one row each.
 */
final class MoseiLabels {
    private final ComputationalSequence sequence;
    private final List<String> names;
    private final Map<String, SortedMap<Integer, Segment>> segments = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();

    /** A segment: when it is, and its labels by name. */
    private record Segment(TimeSpan span, Map<String, Double> labels) {}

    /**
     * Reads all of a file.
     *
     * @throws VavlException if it has no labels of MOSEI's
     */
    MoseiLabels(ComputationalSequence sequence) {
        this.sequence = sequence;
        this.names = sequence.dimensions()
                .filter(given -> given.contains(MoseiCorpus.SENTIMENT))
                .orElseGet(() -> {
                    List<String> usual = new ArrayList<>(List.of(MoseiCorpus.SENTIMENT));
                    usual.addAll(MoseiCorpus.EMOTIONS);
                    return usual;
                });
        for (String key :
                sequence.entries().stream().sorted(Comparator.naturalOrder()).toList()) {
            add(key, sequence.read(key).orElseThrow());
        }
        if (segments.isEmpty()) {
            throw new VavlException(sequence.path() + " has no segments");
        }
    }

    private void add(String key, TimedRows rows) {
        int bracket = key.endsWith("]") ? key.lastIndexOf('[') : -1;
        String number = bracket > 0 ? key.substring(bracket + 1, key.length() - 1) : "";
        boolean isPiece = number.matches("[0-9]{1,8}");
        if (isPiece && rows.rows() != 1) {
            leftOut.add(key);
            return;
        }
        String video = isPiece ? key.substring(0, bracket) : key;
        SortedMap<Integer, Segment> ofVideo = segments.computeIfAbsent(video, name -> new TreeMap<>());
        for (int row = 0; row < rows.rows(); row++) {
            Segment segment = new Segment(new TimeSpan(rows.begins()[row], rows.ends()[row]), labels(key, rows, row));
            int index = isPiece ? Integer.parseInt(number) : row;
            if (ofVideo.put(index, segment) != null) {
                throw new VavlException(sequence.path() + ": segment " + video + "[" + index
                        + "] is there twice, as a row of " + video + " and as an entry of its own");
            }
        }
    }

    private Map<String, Double> labels(String key, TimedRows rows, int row) {
        if (rows.width() != names.size() && rows.width() != 1) {
            throw new VavlException(
                    sequence.path() + ": " + key + " has " + rows.width() + " labels a segment, and must have "
                            + names.size() + " (" + String.join(", ", names) + ") or the sentiment alone");
        }
        Map<String, Double> labels = new HashMap<>();
        for (int d = 0; d < rows.width(); d++) {
            String name = rows.width() == 1 ? MoseiCorpus.SENTIMENT : names.get(d);
            float value = rows.value(row, d);
            if (Float.isFinite(value) && (name.equals(MoseiCorpus.SENTIMENT) || MoseiCorpus.EMOTIONS.contains(name))) {
                labels.put(name, inRange(key, row, name, Double.parseDouble(Float.toString(value))));
            }
        }
        return labels;
    }

    private double inRange(String key, int row, String name, double value) {
        Task.Attribute attribute = MoseiCorpus.attribute(name);
        if (value < attribute.minimum() || value > attribute.maximum()) {
            throw new VavlException(sequence.path() + ": " + name + " in row " + row + " of " + key + " is " + value
                    + ", and must be from " + attribute.minimum() + " to " + attribute.maximum());
        }
        return value;
    }

    /** The videos. */
    Iterable<String> videos() {
        return segments.keySet();
    }

    /** Whether there are segments of a video. */
    boolean hasVideo(String video) {
        return segments.containsKey(video);
    }

    /**
     * A clip for each segment that has time and labels.
     *
     * @param parts of the videos
     * @param task of which each clip must have all labels
     * @param unmatched is told what was left out
     */
    List<PlannedClip> clips(Map<String, Part> parts, Task.Regression task, List<String> unmatched) {
        List<PlannedClip> clips = new ArrayList<>();
        List<String> unlabelled = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        segments.forEach((video, ofVideo) -> {
            SortedMap<Integer, TimeSpan> spans = new TreeMap<>();
            ofVideo.forEach((number, segment) -> spans.put(number, segment.span()));
            Recording recording = new Recording(video, spans);
            ofVideo.forEach((number, segment) -> {
                String id = video + "[" + number + "]";
                Labels labels = new Labels(Map.of(), segment.labels());
                if (!segment.span().isSome()) {
                    empty.add(id);
                } else if (task.target(labels).isEmpty()) {
                    unlabelled.add(id);
                } else {
                    Part part = parts.get(video);
                    clips.add(PlannedClip.ofExcerpt(
                            new ClipEntry(
                                    id,
                                    video,
                                    labels,
                                    Map.of(),
                                    part == null ? Map.of() : Map.of(MoseiCorpus.PARTITION, part)),
                            new Excerpt(recording, number)));
                }
            });
        });
        note(unmatched, empty, "segments have no duration, and are left out");
        note(unmatched, unlabelled, "segments lack a label, and are left out");
        note(unmatched, leftOut, "entries of the labels have more than one row, and are left out");
        return clips;
    }

    private static void note(List<String> notes, List<String> names, String what) {
        if (!names.isEmpty()) {
            notes.add(Named.some(names, what));
        }
    }
}
