/**
 * Self-attention fusion for audio-visual emotion recognition (Chumachenko, Iosifidis and Gabbouj, "Self-attention
 * fusion for audiovisual emotion recognition with incomplete data", ICPR 2022), with intermediate attention: the fourth
 * baseline of the VAVL paper (section 4.5.4).
 *
 * <p>Start with {@link org.vavl.model.sfav.SfavConfiguration} for the sizes and {@code SfavModel} for the network.
 */
@NullMarked
package org.vavl.model.sfav;

import org.jspecify.annotations.NullMarked;
