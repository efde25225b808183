/**
 * Features in Parquet, as {@code vavl-spark extract} writes them (docs/scale.md). Start with {@link org.vavl.learning.corpus.parquet.ParquetFeatures}.
 */
@NullMarked
package org.vavl.learning.corpus.parquet;

import org.jspecify.annotations.NullMarked;
