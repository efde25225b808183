package org.vavl.learning.corpus.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;

/**
 * Puts a corpus's clips into the parts of a split, and leaves out those without a target. Distorted copies go with their speaker or by their
 * partition into training, and are left out of the other parts. Speakers are drawn as if there were no copies.
 */
final class SplitAssembly {
    private final List<Clip> clips = new ArrayList<>();
    private final Map<String, SpeakerProfile> speakers = new TreeMap<>();
    private final int withoutTarget;

    SplitAssembly(Corpus corpus, Task task) {
        int without = 0;
        List<Clip> byId = new ArrayList<>(corpus.clips());
        byId.sort(Comparator.comparing(Clip::id));
        for (Clip clip : byId) {
            Optional<float[]> target = target(clip, task);
            if (target.isEmpty()) {
                without++;
            } else {
                clips.add(clip);
                double[] amounts = amounts(task, target.get());
                count(clip, clip.isCopy() ? new double[amounts.length] : amounts);
            }
        }
        withoutTarget = without;
    }

    /** The speakers of the clips that have a target, sorted by name, so that the order of a corpus does not matter. */
    List<SpeakerProfile> speakers() {
        return List.copyOf(speakers.values());
    }

    /** The ids of the clips that have a target and are no copies, sorted. */
    List<String> originals() {
        return clips.stream().filter(clip -> !clip.isCopy()).map(Clip::id).toList();
    }

    Split bySpeaker(String description, Map<Part, List<String>> speakersOfParts) {
        Map<String, Part> partOfSpeaker = new LinkedHashMap<>();
        speakersOfParts.forEach((part, names) -> names.forEach(name -> partOfSpeaker.put(name, part)));
        Map<String, Part> partOfClip = new LinkedHashMap<>();
        for (Clip clip : clips) {
            Part part = partOfSpeaker.get(clip.speaker());
            if (part != null) {
                partOfClip.put(clip.id(), part);
            }
        }
        return byClip(description, partOfClip);
    }

    Split byClip(String description, Map<String, Part> partOfClip) {
        Map<Part, List<Clip>> parts = new EnumMap<>(Part.class);
        int withoutPart = 0;
        int copiesLeftOut = 0;
        for (Clip clip : clips) {
            Part part = partOfClip.get(clip.id());
            if (part == null) {
                withoutPart++;
            } else if (clip.isCopy() && part != Part.TRAIN) {
                copiesLeftOut++;
            } else {
                parts.computeIfAbsent(part, key -> new ArrayList<>()).add(clip);
            }
        }
        return new Split(description, parts, withoutTarget, withoutPart, copiesLeftOut);
    }

    private static Optional<float[]> target(Clip clip, Task task) {
        try {
            return task.target(clip.labels());
        } catch (VavlException e) {
            throw new VavlException("clip " + clip.id() + ": " + e.getMessage(), e);
        }
    }

    private void count(Clip clip, double[] amounts) {
        String gender = clip.traits().getOrDefault(Clip.GENDER, "");
        speakers.computeIfAbsent(clip.speaker(), name -> new SpeakerProfile(name, gender, amounts.length))
                .add(amounts);
    }

    private static double[] amounts(Task task, float[] target) {
        if (task instanceof Task.Regression regression) {
            double[] amounts = new double[1 + 3 * target.length];
            amounts[0] = 1;
            for (int c = 0; c < target.length; c++) {
                amounts[1 + 3 * c + regression.attributes().get(c).third(target[c])] = 1;
            }
            return amounts;
        }
        double[] amounts = new double[1 + target.length];
        amounts[0] = 1;
        for (int c = 0; c < target.length; c++) {
            amounts[1 + c] = target[c];
        }
        return amounts;
    }
}
