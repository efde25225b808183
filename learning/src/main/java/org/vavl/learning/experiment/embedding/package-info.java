/**
 * How far apart shared layers keep the modalities, as in Figure 4 of the paper. Start with
 * {@link org.vavl.learning.experiment.embedding.EmbeddingExperiment}.
 */
@NullMarked
package org.vavl.learning.experiment.embedding;

import org.jspecify.annotations.NullMarked;
