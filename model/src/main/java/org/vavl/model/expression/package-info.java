/**
 * A network of our own that describes the expression of a face: a greyscale image in, an embedding out.
 * {@link org.vavl.model.expression.FaceNetwork} is the network; the models of {@code org.vavl.model.face} train it.
 */
@NullMarked
package org.vavl.model.expression;

import org.jspecify.annotations.NullMarked;
