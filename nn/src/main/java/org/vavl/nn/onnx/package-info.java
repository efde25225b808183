/**
 * Networks as ONNX graphs: a builder over the messages of the <a href="https://onnx.ai">ONNX</a> format. Start with
 * {@link org.vavl.nn.onnx.GraphBuilder}.
 *
 * <p>Layers say how they are written beside their {@code forward}, in a method {@code write} of the same form: values of the graph in place
 * of tensors, which need no scope since nothing is computed. Inference only: there is no dropout, and norms use their statistics.
 */
@NullMarked
package org.vavl.nn.onnx;

import org.jspecify.annotations.NullMarked;
