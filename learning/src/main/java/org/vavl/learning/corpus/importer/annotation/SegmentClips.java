package org.vavl.learning.corpus.importer.annotation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vavl.core.Counted;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Labels;
import org.vavl.learning.annotation.Annotation;
import org.vavl.learning.annotation.AnnotationTier;
import org.vavl.learning.corpus.csd.TimeSpan;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.importer.source.ClipMedia;
import org.vavl.learning.corpus.importer.source.PlannedClip;
import org.vavl.recognition.Segmentation;

/** Makes a clip of each segment that was annotated. What several annotators say of one segment are votes. */
public final class SegmentClips {
    /** The trait that names a clip's recording. */
    public static final String RECORDING = "recording";

    /** The trait that says when a clip begins in its recording, in seconds. */
    public static final String BEGIN = "begin";

    /** The trait that says when a clip ends in its recording, in seconds. */
    public static final String END = "end";

    /** The trait that names the tier of a clip's annotation, where it has one. */
    public static final String TIER = "tier";

    private static final double MILLISECONDS = 1000;

    private final SpeakerName speakers;
    private final Map<Key, List<Said>> segments = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private int outOfRange;

    /** Who is taken for the speaker of a segment. */
    public enum SpeakerName {
        /** The tier's participant. */
        PARTICIPANT,
        /** The tier. */
        TIER,
        /** The recording: nobody speaks in two of them. */
        RECORDING
    }

    private record Key(String recording, long begin, long end, String speaker) {}

    private record Said(Annotation annotation, String tier) {}

    private SegmentClips(SpeakerName speakers) {
        this.speakers = speakers;
    }

    /**
     * Collects segments.
     *
     * @throws VavlException if a tier does not say who the speaker is
     */
    public static SegmentClips of(AnnotatedRecordings recordings, SpeakerName speakers) {
        SegmentClips clips = new SegmentClips(speakers);
        recordings.tiers().forEach(clips::add);
        if (clips.outOfRange > 0) {
            clips.warnings.add(Counted.of(clips.outOfRange, "annotation")
                    + " left out, since features are made of segments of 0.1 to 150 s");
        }
        return clips;
    }

    private void add(AnnotationTier tier) {
        String speaker =
                switch (speakers) {
                    case PARTICIPANT -> tier.participant();
                    case TIER -> tier.name();
                    case RECORDING -> tier.recording();
                };
        if (speaker.isBlank()) {
            throw new VavlException(tier.recording() + ": tier '" + tier.name()
                    + "' does not say who speaks; --option speaker=recording takes the recording for the speaker");
        }
        for (Annotation annotation : tier.annotations()) {
            if (!isSegment(annotation)) {
                outOfRange++;
                continue;
            }
            Key key = new Key(
                    tier.recording(),
                    Math.round(annotation.begin() * MILLISECONDS),
                    Math.round(annotation.end() * MILLISECONDS),
                    speaker);
            segments.computeIfAbsent(key, segment -> new ArrayList<>()).add(new Said(annotation, tier.name()));
        }
    }

    /** As {@code vavl predict --segments} takes them. */
    private static boolean isSegment(Annotation annotation) {
        try {
            return new Segmentation.Span(annotation.begin(), annotation.end()).end() > 0;
        } catch (VavlException e) {
            return false;
        }
    }

    /** What the importer's user should know. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The clips, sorted by recording, then begin. */
    public List<PlannedClip> clips(Map<String, ClipMedia> media) {
        Map<String, List<Key>> byRecording = new TreeMap<>();
        segments.keySet().forEach(key -> byRecording
                .computeIfAbsent(key.recording(), recording -> new ArrayList<>())
                .add(key));
        List<PlannedClip> clips = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        int overlapping = 0;
        for (List<Key> keys : byRecording.values()) {
            keys.sort(Comparator.comparingLong(Key::begin).thenComparingLong(Key::end));
            Map<String, Long> ends = new HashMap<>();
            for (Key key : keys) {
                overlapping += ends.getOrDefault(key.speaker(), 0L) > key.begin() ? 1 : 0;
                ends.merge(key.speaker(), key.end(), Math::max);
                clips.add(clip(key, ids, media.getOrDefault(key.recording(), ClipMedia.none())));
            }
        }
        if (overlapping > 0) {
            warnings.add(overlapping + " of " + clips.size()
                    + " segments begin before another one of the same speaker has ended: they share what is said");
        }
        return clips;
    }

    private PlannedClip clip(Key key, Set<String> ids, ClipMedia media) {
        List<Said> said = segments.getOrDefault(key, List.of());
        Map<String, Double> votes = new LinkedHashMap<>();
        Set<String> tiers = new LinkedHashSet<>();
        for (Said one : said) {
            votes.merge(one.annotation().value(), 1.0, Double::sum);
            tiers.add(one.tier());
        }
        String id = key.recording() + "_" + key.begin() + "-" + key.end();
        if (!ids.add(id)) {
            id = id + "_" + key.speaker();
            ids.add(id);
        }
        Map<String, String> traits = new LinkedHashMap<>();
        traits.put(RECORDING, key.recording());
        traits.put(BEGIN, seconds(key.begin()));
        traits.put(END, seconds(key.end()));
        if (tiers.size() == 1 && !tiers.contains("")) {
            traits.put(TIER, tiers.iterator().next());
        }
        ClipEntry entry = new ClipEntry(id, key.speaker(), new Labels(votes, Map.of()), traits, Map.of());
        return new PlannedClip(
                entry, List.of(id), media.part(new TimeSpan(key.begin() / MILLISECONDS, key.end() / MILLISECONDS)));
    }

    private static String seconds(long milliseconds) {
        return BigDecimal.valueOf(milliseconds, 3).stripTrailingZeros().toPlainString();
    }
}
