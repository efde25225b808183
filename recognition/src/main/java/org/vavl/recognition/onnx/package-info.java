/**
 * Trained networks on ONNX Runtime, from files that {@code vavl export} wrote. Start with
 * {@link org.vavl.recognition.onnx.OnnxNetworkProvider}; {@link org.vavl.recognition.onnx.OnnxLayout} says what is in a file.
 */
@NullMarked
package org.vavl.recognition.onnx;

import org.jspecify.annotations.NullMarked;
