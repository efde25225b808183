/**
 * Clips in, answers out: batches from clips, predictions from batches, and the model file that holds all that this needs.
 *
 * <p>Start with {@link org.vavl.model.inference.TrainedModel}, read and written by {@link org.vavl.model.inference.ModelFile}, and {@link
 * org.vavl.recognition.inference.Predictor}. Training uses the same {@link org.vavl.model.inference.BatchAssembler}.
 */
@NullMarked
package org.vavl.model.inference;

import org.jspecify.annotations.NullMarked;
