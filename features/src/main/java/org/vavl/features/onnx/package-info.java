/**
 * Extractors that are any ONNX network, run by ONNX Runtime: {@code onnx}, and {@code efficientnet-b2}, which is one
 * with its settings known.
 *
 * <p>Start with {@link org.vavl.features.onnx.OnnxFaceExtractor} and
 * {@link org.vavl.features.onnx.OnnxAcousticExtractor}; their settings say how a network wants its input.
 * {@code OnnxGraph} makes values inside of a network its output, such as those before its
 * classifier.
 */
@NullMarked
package org.vavl.features.onnx;

import org.jspecify.annotations.NullMarked;
