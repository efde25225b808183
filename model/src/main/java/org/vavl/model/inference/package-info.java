/**
 * Batches from clips, and the model file that holds all that inference needs.
 *
 * <p>Start with {@link org.vavl.model.inference.TrainedModel}, read and written by
 * {@link org.vavl.model.inference.ModelFile}. Training uses the same {@link org.vavl.model.inference.BatchAssembler}.
 * {@link org.vavl.model.inference.TorchNetwork} is what recognition and evaluation see of such a model: an
 * {@link org.vavl.recognition.inference.InferenceNetwork} on libtorch.
 */
@NullMarked
package org.vavl.model.inference;

import org.jspecify.annotations.NullMarked;
