/**
 * libtorch's tensors from weight files and to them. Start with {@link org.vavl.nn.weights.TensorFiles}.
 */
@NullMarked
package org.vavl.nn.weights;

import org.jspecify.annotations.NullMarked;
