package org.vavl.corpus.inspection;

import java.util.List;
import java.util.Map;
import org.vavl.corpus.Clip;
import org.vavl.corpus.Corpus;
import org.vavl.corpus.CorpusDigest;
import org.vavl.corpus.Modality;
import org.vavl.corpus.Part;
import org.vavl.corpus.Task;
import org.vavl.features.ExtractorId;

/** A corpus of clips that a test lists. */
record ListedCorpus(List<Clip> clips, Task task, List<Modality> modalities, Map<String, Map<String, Part>> partitions)
        implements Corpus {
    @Override
    public String name() {
        return "listed";
    }

    @Override
    public Map<String, ExtractorId> extractors() {
        return Map.of();
    }

    @Override
    public String digest() {
        return CorpusDigest.of(this);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
