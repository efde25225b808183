package org.vavl.learning.corpus.importer.source;

import java.nio.file.Path;
import java.util.Optional;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.learning.corpus.parquet.ParquetFeatures;

/** A table in Parquet, as {@code vavl-spark extract} writes it. */
final class ParquetSource implements KeyedSource {
    private final ParquetFeatures features;

    /**
     * Reads the table.
     *
     * @param modality its name there
     * @throws org.vavl.core.VavlException if it cannot be read
     */
    ParquetSource(Path place, String modality) {
        features = ParquetFeatures.read(place, modality);
    }

    @Override
    public Optional<FeatureSequence> features(String key) {
        return features.features(key);
    }

    @Override
    public void close() {
        features.close();
    }
}
