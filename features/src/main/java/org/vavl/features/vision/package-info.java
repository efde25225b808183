/**
 * Vision: from a video to one vector a frame of the face of the person who speaks.
 *
 * <p>Start with {@link org.vavl.features.vision.VisualFrontEnd}, which does it all: a {@link org.vavl.features.vision.detection.FaceDetector} finds faces, {@link
 * org.vavl.features.vision.tracking.FaceTracker} joins them over time, {@link org.vavl.features.vision.tracking.FaceSelection} says which of them speaks for the clip, {@link
 * org.vavl.features.vision.crop.FaceCropper} cuts it out, and a {@link org.vavl.features.VisualExtractor} describes it. Frames without a usable face
 * are there, and not valid.
 */
@NullMarked
package org.vavl.features.vision;

import org.jspecify.annotations.NullMarked;
