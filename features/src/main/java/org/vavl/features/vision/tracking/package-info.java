/**
 * Face tracks over the frames of a video. Start with {@link org.vavl.features.vision.tracking.VideoFaceTracker}, which
 * gives {@link org.vavl.features.vision.tracking.FaceTrack}s; {@link org.vavl.features.vision.tracking.FaceSelection}
 * chooses the target face among them.
 */
@NullMarked
package org.vavl.features.vision.tracking;

import org.jspecify.annotations.NullMarked;
