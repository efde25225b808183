package org.vavl.learning.corpus.inspection;

import java.util.List;
import java.util.Map;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.CorpusDigest;
import org.vavl.learning.corpus.Part;

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
