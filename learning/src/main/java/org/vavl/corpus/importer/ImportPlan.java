package org.vavl.corpus.importer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.corpus.CorpusDescription;

/**
 * A corpus that is to be: everything but the features.
 *
 * @param description of the corpus as a whole
 * @param clips in the order that the corpus will have
 * @param sources where features come from, by modality, unless the user names others
 */
public record ImportPlan(CorpusDescription description, List<PlannedClip> clips, Map<String, FeatureSource> sources) {
    /** Copies list and map. */
    public ImportPlan {
        clips = List.copyOf(clips);
        sources = new LinkedHashMap<>(sources);
    }

    /** A plan that says nothing of features. */
    public ImportPlan(CorpusDescription description, List<PlannedClip> clips) {
        this(description, clips, Map.of());
    }
}
