/**
 * AuxFormer (Goncalves and Busso, "AuxFormer: Robust Approach to Audiovisual Emotion Recognition", ICASSP 2022): the
 * second baseline of the VAVL paper (section 4.5.2).
 *
 * <p>Start with {@link org.vavl.model.auxformer.AuxFormerConfiguration} for the sizes and {@code AuxFormerModel} for
 * the network.
 */
@NullMarked
package org.vavl.model.auxformer;

import org.jspecify.annotations.NullMarked;
