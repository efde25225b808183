/**
 * Vision: from a video to one vector a frame of the target face.
 *
 * <p>Start with {@link org.vavl.features.vision.VisualFrontEnd}, which does it all. A
 * {@link org.vavl.features.vision.detection.FaceDetector} finds faces,
 * {@link org.vavl.features.vision.tracking.FaceTracker} joins them over time to face tracks,
 * {@link org.vavl.features.vision.tracking.FaceSelection} says which track is the target face,
 * {@link org.vavl.features.vision.crop.FaceCropper} crops it, and a {@link org.vavl.features.VisualExtractor} makes
 * features of the crops. Frames without a usable face are there, and not valid.
 * {@link org.vavl.features.vision.FaceWindows} does the same window by window.
 */
@NullMarked
package org.vavl.features.vision;

import org.jspecify.annotations.NullMarked;
