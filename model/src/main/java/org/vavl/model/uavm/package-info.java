/**
 * The Unified Audio-Visual Model (Gong, Liu, Rouditchenko and Glass, "UAVM: Towards Unifying Audio and Visual Models",
 * IEEE Signal Processing Letters 29, 2022): the first baseline of the VAVL paper (section 4.5.1).
 *
 * <p>Start with {@link org.vavl.model.uavm.UavmConfiguration} for the sizes and {@code UavmModel} for the network.
 */
@NullMarked
package org.vavl.model.uavm;

import org.jspecify.annotations.NullMarked;
