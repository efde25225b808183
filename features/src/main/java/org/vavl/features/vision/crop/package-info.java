/**
 * Face crops. Start with {@link org.vavl.features.vision.crop.FaceCropper}.
 */
@NullMarked
package org.vavl.features.vision.crop;

import org.jspecify.annotations.NullMarked;
