/**
 * libtorch for the rest of the project: loading it, scopes, precision and parameters.
 *
 * <p>Start with {@link org.vavl.nn.LibTorch}, which every class here calls before it touches a tensor. A network is
 * built from the classes of {@link org.vavl.nn.layers}; each takes a {@link org.vavl.nn.ParameterPath}, creates its
 * parameters there, and is immutable afterwards. The {@link org.vavl.nn.ParameterStore} behind the paths owns the
 * parameters: closing it frees them. A {@link org.vavl.nn.ParameterGroup} is a part of them that training changes as a
 * whole. What varies from one forward pass to the next (training or not, which precision) is the
 * {@link org.vavl.nn.ForwardMode} argument, so no layer has a state to forget. Tensors made on the way live in the
 * innermost open {@link org.bytedeco.javacpp.PointerScope} and are freed with it.
 */
@NullMarked
package org.vavl.nn;

import org.jspecify.annotations.NullMarked;
