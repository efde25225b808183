/**
 * Operations on images, with OpenCV. Start with {@link org.vavl.features.vision.image.OpenCv}.
 */
@NullMarked
package org.vavl.features.vision.image;

import org.jspecify.annotations.NullMarked;
