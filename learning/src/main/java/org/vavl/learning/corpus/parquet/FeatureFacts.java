package org.vavl.learning.corpus.parquet;

import com.jerolba.carpet.annotation.Alias;
import org.jspecify.annotations.Nullable;

/** A row of features without its values; see docs/scale.md. What is null is not there in a row that has an error. */
record FeatureFacts(
        @Nullable String path,
        @Nullable Long modified,
        @Nullable String modality,
        @Nullable String extractor,
        @Nullable String version,
        @Alias("frame_rate") @Nullable Double frameRate,
        @Nullable Integer width,
        @Nullable Integer frames,
        @Nullable String error) {}
