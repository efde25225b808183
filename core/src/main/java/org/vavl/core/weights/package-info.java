/**
 * Files of named tensors: weights, checkpoints, features. Vavl writes the
 * <a href="https://github.com/huggingface/safetensors">safetensors</a> format, and reads that and what PyTorch's {@code torch.save}
 * writes.
 *
 * <p>A safetensors file is eight bytes with the header's length N (little-endian), a header of N bytes of JSON (for each tensor its
 * element type, shape and place, and under {@code __metadata__} a map of strings), and the tensors' bytes one behind the other
 * without gaps. Nothing in it is executed. Python's {@code safetensors} reads what is written here, and the reverse.
 *
 * <p>Start with {@link org.vavl.core.weights.WeightFile} (a file of any format),
 * {@link org.vavl.core.weights.SafetensorsFile} (read without copying), {@link org.vavl.core.weights.SafetensorsWriter} (write as a
 * stream), and {@code org.vavl.nn.weights.TensorFiles} (libtorch's tensors).
 */
@NullMarked
package org.vavl.core.weights;

import org.jspecify.annotations.NullMarked;
