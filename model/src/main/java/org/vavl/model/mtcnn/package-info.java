/**
 * The face detector MTCNN (Zhang et al. 2016) on libtorch. Start with {@link org.vavl.model.mtcnn.MtcnnFaceDetector}.
 */
@NullMarked
package org.vavl.model.mtcnn;

import org.jspecify.annotations.NullMarked;
