/**
 * The layers that the project's networks are made of.
 *
 * <p>A layer is built once, at a {@link org.vavl.nn.ParameterPath}, where it creates its parameters; it has no state
 * besides them. {@link org.vavl.nn.layers.Linear} shows the pattern in a dozen lines;
 * {@link org.vavl.nn.layers.conformer.Conformer} is the largest. What varies between two passes is the
 * {@link org.vavl.nn.ForwardMode} that {@code forward} takes last. Products are made in its precision; sums along the
 * residual stream, norms and softmax are float32.
 *
 * <p>Names of tensors end in their shape: B clips, T frames, D width of the model, H attention heads, E = D/H width of
 * a head, P = 2T−1 relative positions, C outputs; {@code xBTD} is (B, T, D). Sequences are (B, T, D) everywhere.
 * {@code validBT} is boolean and true for the frames that are there: no layer lets the values of the others, be they
 * padding or lost frames, reach a valid frame.
 *
 * <p>Every tensor made on the way belongs to the caller's innermost {@link org.bytedeco.javacpp.PointerScope}, and so
 * does the result: {@code retainReference()} lets it outlive the scope.
 */
@NullMarked
package org.vavl.nn.layers;

import org.jspecify.annotations.NullMarked;
