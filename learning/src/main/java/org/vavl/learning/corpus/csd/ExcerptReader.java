package org.vavl.learning.corpus.csd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;

/**
 * Cuts segments out of a computational sequence.
 *
 * <p>Of a file as it was published, a segment's rows are those that lie within its time; a row across a border belongs to neither side. If
 * there is none, as where a row is longer than the segment, they are those whose middle lies within it. An aligned file has pieces
 * {@code VIDEO[i]}. Their numbers are believed only if each piece of the video lies within the time of the segment with its number; else
 * all pieces are put together, and cut by their times as above. So it makes no difference what a file was aligned to.
 *
 * <p>Safe for use by several threads. It is fast for excerpts that come recording after recording.
 */
public final class ExcerptReader {
    private final ComputationalSequence sequence;
    private final Map<String, List<String>> keysByRecording = new HashMap<>();
    private @Nullable Loaded last;

    /**
     * A recording that was read.
     *
     * @param recording which
     * @param all its rows in the order of time
     * @param pieces its rows by the piece's number, if the numbers are those of the segments; else nothing
     */
    private record Loaded(Recording recording, TimedRows all, SortedMap<Integer, TimedRows> pieces) {}

    /** @param sequence stays open as long as this is used, and is not closed by it */
    public ExcerptReader(ComputationalSequence sequence) {
        this.sequence = sequence;
        for (String key : sequence.entries()) {
            keysByRecording
                    .computeIfAbsent(EntryName.of(key).recording(), recording -> new ArrayList<>())
                    .add(key);
        }
    }

    /** The recordings that there is something of. */
    public Set<String> recordings() {
        return Collections.unmodifiableSet(keysByRecording.keySet());
    }

    /**
     * The rows of an excerpt, in the order of time.
     *
     * @return empty if there are none
     * @throws VavlException if the recording is damaged
     */
    public synchronized Optional<TimedRows> read(Excerpt excerpt) {
        if (!keysByRecording.containsKey(excerpt.recording().name())) {
            return Optional.empty();
        }
        Loaded loaded = last;
        if (loaded == null || !loaded.recording().equals(excerpt.recording())) {
            last = null; // so that two recordings need not be in memory at once
            loaded = load(excerpt.recording());
            last = loaded;
        }
        if (!loaded.pieces().isEmpty()) {
            return Optional.ofNullable(loaded.pieces().get(excerpt.number()));
        }
        TimedRows rows = within(loaded.all(), excerpt.span());
        return rows.rows() == 0 ? Optional.empty() : Optional.of(rows);
    }

    private Loaded load(Recording recording) {
        SortedMap<Integer, TimedRows> pieces = new TreeMap<>();
        List<TimedRows> all = new ArrayList<>();
        for (String key : keysByRecording.getOrDefault(recording.name(), List.of())) {
            TimedRows rows = sequence.read(key).orElseThrow();
            if (!all.isEmpty() && all.get(0).width() != rows.width()) {
                throw new VavlException(sequence.path() + ": segment " + key + " has " + rows.width()
                        + " values a frame, and others of " + recording.name() + " have "
                        + all.get(0).width());
            }
            all.add(rows);
            EntryName.of(key).number().ifPresent(number -> pieces.put(number, TimedRows.joined(List.of(rows))));
        }
        boolean areSegments = pieces.size() == all.size()
                && pieces.entrySet().stream().allMatch(piece -> {
                    TimeSpan segment = recording.segments().get(piece.getKey());
                    return segment != null
                            && segment.contains(
                                    piece.getValue().firstBegin(),
                                    piece.getValue().lastEnd());
                });
        return new Loaded(recording, TimedRows.joined(all), areSegments ? pieces : new TreeMap<>());
    }

    private static TimedRows within(TimedRows all, TimeSpan span) {
        int[] inside = IntStream.range(0, all.rows())
                .filter(row -> span.contains(all.begins()[row], all.ends()[row]))
                .toArray();
        if (inside.length > 0) {
            return all.selected(inside);
        }
        return all.selected(IntStream.range(0, all.rows())
                .filter(row -> {
                    double middle = (all.begins()[row] + all.ends()[row]) / 2;
                    return middle >= span.begin() && middle < span.end();
                })
                .toArray());
    }
}
