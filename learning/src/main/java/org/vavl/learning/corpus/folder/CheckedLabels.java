package org.vavl.learning.corpus.folder;

import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;

/** Requires that what people said of a clip, and of its modalities, fits a corpus's task. */
final class CheckedLabels {
    private CheckedLabels() {}

    /** @throws VavlException if a class is none of the task's or a value is out of its attribute's range */
    static void require(Task task, Labels labels) {
        task.target(labels);
        for (Map.Entry<String, Labels> modality : labels.modalities().entrySet()) {
            try {
                task.target(modality.getValue());
            } catch (VavlException e) {
                throw new VavlException("labels of " + modality.getKey() + ": " + e.getMessage(), e);
            }
        }
    }
}
