package org.vavl.learning.corpus.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.Part;

/**
 * Which clips a model is trained on, chosen on and tested on. Immutable; a {@link SplitRule} makes it.
 *
 * @param description how it came about, in a few words for reports
 * @param parts the clips of each part, sorted by id, so that the order of a corpus on disk does not matter; none is empty
 * @param withoutTarget how many clips were left out since they have no labels for the task
 * @param withoutPart how many clips were left out since a given partition names no part for them
 * @param copiesLeftOut how many distorted copies ({@link Clip#isCopy}) were left out of development and test, since they are for training alone
 */
public record Split(
        String description, Map<Part, List<Clip>> parts, int withoutTarget, int withoutPart, int copiesLeftOut) {
    /**
     * Copies the parts.
     *
     * @throws VavlException if a part is empty
     * @throws IllegalArgumentException if development or test has a distorted copy
     */
    public Split {
        Map<Part, List<Clip>> copy = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            List<Clip> clips = List.copyOf(parts.getOrDefault(part, List.of()));
            if (clips.isEmpty()) {
                throw new VavlException("split '" + description + "' has no clips in its " + part
                        + " part, and needs at least one (" + withoutTarget + " clips lack a label for the task, "
                        + withoutPart + " lack a part, " + copiesLeftOut + " are distorted copies for training alone)");
            }
            if (part != Part.TRAIN && clips.stream().anyMatch(Clip::isCopy)) {
                throw new IllegalArgumentException("a distorted copy in the " + part + " part");
            }
            copy.put(part, clips);
        }
        parts = Collections.unmodifiableMap(copy);
    }

    /** The clips of a part, sorted by id; at least one. */
    public List<Clip> clips(Part part) {
        List<Clip> clips = parts.get(part);
        return clips == null ? List.of() : clips;
    }

    /** The speakers of a part, sorted. */
    public Set<String> speakers(Part part) {
        Set<String> speakers = new TreeSet<>();
        clips(part).forEach(clip -> speakers.add(clip.speaker()));
        return speakers;
    }

    /** The clips of all parts, part after part. */
    public List<Clip> clips() {
        List<Clip> clips = new ArrayList<>();
        parts.values().forEach(clips::addAll);
        return clips;
    }

    /** The speakers who stand in more than one part; none in a speaker-independent split. */
    public Set<String> sharedSpeakers() {
        Set<String> seen = new TreeSet<>();
        Set<String> shared = new LinkedHashSet<>();
        for (Part part : Part.values()) {
            for (String speaker : speakers(part)) {
                if (!seen.add(speaker)) {
                    shared.add(speaker);
                }
            }
        }
        return shared;
    }
}
