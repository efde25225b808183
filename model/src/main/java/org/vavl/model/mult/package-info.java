/**
 * The Multimodal Transformer, for speech and face (Tsai, Bai, Liang, Kolter, Morency and Salakhutdinov, "Multimodal
 * Transformer for Unaligned Multimodal Language Sequences", ACL 2019): the third baseline of the VAVL paper (section
 * 4.5.3).
 *
 * <p>Start with {@link org.vavl.model.mult.MultConfiguration} for the sizes and {@code MultModel} for the network.
 */
@NullMarked
package org.vavl.model.mult;

import org.jspecify.annotations.NullMarked;
