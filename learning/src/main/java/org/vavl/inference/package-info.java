/**
 * Clips in, answers out: batches from clips, predictions from batches, and the model file that holds all that this needs.
 *
 * <p>Start with {@link org.vavl.inference.TrainedModel}, read and written by {@link org.vavl.inference.ModelFile}, and {@link
 * org.vavl.inference.Predictor}. Training uses the same {@link org.vavl.inference.BatchAssembler}.
 */
@NullMarked
package org.vavl.inference;

import org.jspecify.annotations.NullMarked;
