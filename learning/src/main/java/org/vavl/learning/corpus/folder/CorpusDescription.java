package org.vavl.learning.corpus.folder;

import java.util.List;
import java.util.OptionalInt;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.recognition.inference.ModelInformation.DataSet;

/**
 * What a corpus's file {@code corpus.yaml} says of the corpus as a whole.
 *
 * @param name short, for messages and reports
 * @param task the task that the corpus is made for
 * @param source where the data come from
 * @param licence under which terms they may be used
 * @param notes what was done to the data on the way, such as a scale that was turned round
 * @param batchSize how many clips a batch of a training on it has unless its configuration says so, at least 1, where the paper has
 *     another size for this corpus than for others; else empty
 * @param madeOf the corpora that it was put together from; none if it is one itself
 */
public record CorpusDescription(
        String name,
        Task task,
        String source,
        String licence,
        List<String> notes,
        OptionalInt batchSize,
        List<DataSet> madeOf) {
    /** Copies the lists and checks name and batch size. */
    public CorpusDescription {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a corpus needs a name");
        }
        notes = List.copyOf(notes);
        madeOf = List.copyOf(madeOf);
        if (batchSize.isPresent() && batchSize.getAsInt() < 1) {
            throw new VavlException("batchSize is " + batchSize.getAsInt() + ", and must be at least 1");
        }
    }

    /** A corpus that was not put together from others. */
    public CorpusDescription(
            String name, Task task, String source, String licence, List<String> notes, OptionalInt batchSize) {
        this(name, task, source, licence, notes, batchSize, List.of());
    }

    /** The corpora that it was put together from, or itself. */
    public List<DataSet> dataSets() {
        return madeOf.isEmpty() ? List.of(new DataSet(name, source, licence)) : madeOf;
    }

    /** A corpus on which a training has the batch size that it has on others. */
    public CorpusDescription(String name, Task task, String source, String licence, List<String> notes) {
        this(name, task, source, licence, notes, OptionalInt.empty());
    }
}
