/**
 * What is fitted on development clips so that a model knows when it is not sure: temperatures by what clips have, where the embeddings of the
 * training clips lie, and how probable a class must be. Start with {@link org.vavl.learning.confidence.ConfidenceFit}.
 */
@NullMarked
package org.vavl.learning.confidence;

import org.jspecify.annotations.NullMarked;
