package org.vavl.learning.corpus.importer.source;

import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;

/** A source that knows clips by name. */
interface KeyedSource extends FeatureSource {
    /** The features under a name; empty if the source does not know it. */
    Optional<FeatureSequence> features(String key);

    @Override
    default Optional<FeatureSequence> features(PlannedClip clip) {
        return clip.keys().stream().flatMap(key -> features(key).stream()).findFirst();
    }
}
