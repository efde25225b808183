package org.vavl.learning.corpus;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.inference.ModelInformation.DataSet;

/** Clips of which each has some of the same modalities. Closing it gives back the files that features are read from. */
public interface Corpus extends AutoCloseable {
    /** A short name for messages and reports. */
    String name();

    /** The modalities that clips may have, in a fixed order. */
    List<Modality> modalities();

    /** Which extractor made each modality's features, by the modality's name. */
    Map<String, ExtractorId> extractors();

    /** The clips, in the order of the corpus. */
    List<Clip> clips();

    /** The task that the corpus is made for; a configuration may name another. */
    Task task();

    /** How many clips a batch of a training on it has unless its configuration says so, where that is not as on other corpora. */
    default OptionalInt batchSize() {
        return OptionalInt.empty();
    }

    /** The sets of data that it is of, with their terms as far as they are known: itself, unless it was put together from others. */
    default List<DataSet> dataSets() {
        return List.of(new DataSet(name(), "", ""));
    }

    /** What the extractors say of their own training, by the modality's name, of those that do. */
    default Map<String, ModelInformation> extractorInformation() {
        return Map.of();
    }

    /** The partitions that come with the corpus: for each one's name, the part of each clip's id that has one. */
    Map<String, Map<String, Part>> partitions();

    /** A digest over labels, partitions and features: two corpora with the same digest give the same training. */
    String digest();

    @Override
    void close();
}
