package org.vavl.learning.training.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.split.Split;

/** Classes that a model is to tell apart, and that none of the clips that it learns from has. */
final class UnseenClasses {
    private UnseenClasses() {}

    /** A line for each such class, whatever rule made the split; none for attributes. */
    static List<String> warnings(Task task, Split split) {
        if (!(task instanceof Task.Classification classification)) {
            return List.of();
        }
        Map<Part, int[]> counts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            counts.put(part, counts(task, split.clips(part)));
        }
        List<String> warnings = new ArrayList<>();
        for (int c = 0; c < classification.outputs(); c++) {
            if (count(counts, Part.TRAIN, c) == 0) {
                warnings.add("no clip for training is of the class '"
                        + classification.labels().get(c) + "', so the model cannot learn it (development has "
                        + count(counts, Part.DEVELOPMENT, c) + " clips of it, test has "
                        + count(counts, Part.TEST, c) + ")");
            }
        }
        return warnings;
    }

    private static int count(Map<Part, int[]> counts, Part part, int output) {
        return counts.getOrDefault(part, new int[output + 1])[output];
    }

    /** How many clips have a share of each class. */
    private static int[] counts(Task task, List<Clip> clips) {
        int[] counts = new int[task.outputs()];
        for (Clip clip : clips) {
            task.target(clip.labels()).ifPresent(target -> {
                for (int c = 0; c < counts.length; c++) {
                    counts[c] += target[c] > 0 ? 1 : 0;
                }
            });
        }
        return counts;
    }
}
