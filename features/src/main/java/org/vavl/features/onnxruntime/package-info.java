/**
 * ONNX Runtime: how it is loaded, and how networks are opened on it. Start with {@link org.vavl.features.onnxruntime.OnnxSessions}.
 */
@NullMarked
package org.vavl.features.onnxruntime;

import org.jspecify.annotations.NullMarked;
