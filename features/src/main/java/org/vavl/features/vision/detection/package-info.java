/**
 * Face detection in images. Start with {@link org.vavl.features.vision.detection.FaceDetectors}; a detector is a
 * {@link org.vavl.features.vision.detection.FaceDetector}, found by its
 * {@link org.vavl.features.vision.detection.FaceDetectorProvider}.
 */
@NullMarked
package org.vavl.features.vision.detection;

import org.jspecify.annotations.NullMarked;
