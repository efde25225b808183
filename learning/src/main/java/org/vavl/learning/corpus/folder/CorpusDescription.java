package org.vavl.learning.corpus.folder;

import java.util.List;
import org.vavl.core.clip.Task;

/**
 * What a corpus's file {@code corpus.yaml} says of the corpus as a whole.
 *
 * @param name short, for messages and reports
 * @param task the task that the corpus is made for
 * @param source where the data come from
 * @param licence under which terms they may be used
 * @param notes what was done to the data on the way, such as a scale that was turned round
 */
public record CorpusDescription(String name, Task task, String source, String licence, List<String> notes) {
    /** Copies the notes and checks the name. */
    public CorpusDescription {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a corpus needs a name");
        }
        notes = List.copyOf(notes);
    }
}
