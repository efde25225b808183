/**
 * Operations on images. What every recognition needs is done in Java: start with {@link org.vavl.features.vision.image.PixelArray}. What only training and some
 * detectors and extractors need is {@link org.vavl.features.vision.image.OpenCv}'s, which may be missing on the class path.
 */
@NullMarked
package org.vavl.features.vision.image;

import org.jspecify.annotations.NullMarked;
