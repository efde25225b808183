/**
 * Faces cut out of images. Start with {@link org.vavl.features.vision.crop.FaceCutter}.
 */
@NullMarked
package org.vavl.features.vision.crop;

import org.jspecify.annotations.NullMarked;
