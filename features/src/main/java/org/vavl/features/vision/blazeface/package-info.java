/**
 * The face detector BlazeFace, on ONNX Runtime. Start with {@link org.vavl.features.vision.blazeface.BlazeFaceDetector}; by its names,
 * {@code blazeface-short} and {@code blazeface-full}, {@link org.vavl.features.vision.detection.FaceDetectors} finds it.
 */
@NullMarked
package org.vavl.features.vision.blazeface;

import org.jspecify.annotations.NullMarked;
