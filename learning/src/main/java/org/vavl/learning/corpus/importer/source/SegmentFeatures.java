package org.vavl.learning.corpus.importer.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.learning.corpus.csd.TimeSpan;
import org.vavl.learning.corpus.importer.segment.RecordingSegments;

/**
 * The features of clips that are segments of long recordings. Clips are made ready some at a time, in the order of a plan, so that each recording is gone
 * through once, and no more features are in memory than those of the clips that were made ready. Recordings are gone through side by side.
 */
final class SegmentFeatures implements AutoCloseable {
    private final MediaExtractor extractor;
    private final Map<Path, Boolean> usable = new HashMap<>();
    private final Map<Path, RecordingSegments> open = new ConcurrentHashMap<>();
    private final Map<String, FeatureSequence> ready = new ConcurrentHashMap<>();
    private final Map<String, VavlException> failed = new ConcurrentHashMap<>();

    /** A clip and its recording. */
    private record Asked(PlannedClip clip, TimeSpan span) {}

    SegmentFeatures(MediaExtractor extractor) {
        this.extractor = extractor;
    }

    /**
     * Makes the features of those of some clips that are segments; the others are passed over. Recordings of which none of them is are closed.
     *
     * @param clips sorted by recording, and of each by begin
     */
    void prepare(List<PlannedClip> clips) {
        ready.clear();
        failed.clear();
        Map<Path, List<Asked>> byRecording = new LinkedHashMap<>();
        for (PlannedClip clip : clips) {
            Optional<TimeSpan> span = clip.media().segment();
            if (span.isPresent()) {
                recording(clip).ifPresent(media -> byRecording
                        .computeIfAbsent(media, key -> new ArrayList<>())
                        .add(new Asked(clip, span.get())));
            }
        }
        Set<Path> over = new HashSet<>(open.keySet());
        over.removeAll(byRecording.keySet());
        over.forEach(this::close);
        new HashMap<>(byRecording).entrySet().parallelStream().forEach(entry -> {
            for (Asked asked : entry.getValue()) {
                make(entry.getKey(), asked);
            }
        });
    }

    private Optional<Path> recording(PlannedClip clip) {
        for (Path media : clip.media().of(extractor.modality())) {
            try {
                if (usable.computeIfAbsent(media, extractor::isIn)) {
                    return Optional.of(media);
                }
            } catch (VavlException e) {
                failed.put(clip.id(), e);
            }
        }
        return Optional.empty();
    }

    private void make(Path media, Asked asked) {
        try {
            RecordingSegments segments = open.computeIfAbsent(media, extractor::segments);
            ready.put(asked.clip().id(), segments.next(asked.span()));
        } catch (VavlException e) {
            failed.put(asked.clip().id(), e);
        }
    }

    /** A clip's features, once; empty if it has no recording of this modality. */
    Optional<FeatureSequence> take(PlannedClip clip) {
        VavlException failure = failed.get(clip.id());
        FeatureSequence features = ready.remove(clip.id());
        if (features == null && failure != null) {
            throw failure;
        }
        return Optional.ofNullable(features);
    }

    private void close(Path media) {
        RecordingSegments segments = open.remove(media);
        if (segments != null) {
            segments.close();
        }
    }

    @Override
    public void close() {
        List.copyOf(open.keySet()).forEach(this::close);
    }
}
