package org.vavl.learning.corpus.parquet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a row of features, and which row it is. */
record FeatureRow(
        @Nullable String path,
        @Nullable Long modified,
        @Nullable String modality,
        @Nullable List<@Nullable Float> values,
        @Nullable List<@Nullable Boolean> valid,
        @Nullable String error) {}
