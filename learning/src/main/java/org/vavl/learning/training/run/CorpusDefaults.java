package org.vavl.learning.training.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.training.TrainingConfiguration;

/**
 * What a configuration takes from its corpus where it says nothing itself.
 *
 * @param task the corpus's own
 * @param batchSize the corpus's own, if it has one: laid over the paper's, and under what a family of networks or the configuration says
 */
public record CorpusDefaults(Task task, OptionalInt batchSize) {
    /** Of a corpus. */
    public static CorpusDefaults of(Corpus corpus) {
        return new CorpusDefaults(corpus.task(), corpus.batchSize());
    }

    /** Of a description. */
    public static CorpusDefaults of(CorpusDescription description) {
        return new CorpusDefaults(description.task(), description.batchSize());
    }

    /** Of a task alone. */
    public static CorpusDefaults of(Task task) {
        return new CorpusDefaults(task, OptionalInt.empty());
    }

    /** A training with the corpus's batch size, if it has one. */
    TrainingConfiguration over(TrainingConfiguration training) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        batchSize.ifPresent(size -> tree.put("batchSize", size));
        return ConfigurationReader.standard().read(tree, training);
    }
}
