/**
 * Transformers and a long short-term memory (Huang, Tao, Liu, Lian and Niu, "Multimodal Transformer Fusion for
 * Continuous Emotion Recognition", ICASSP 2020): the fifth baseline of the VAVL paper (section 4.5.5).
 *
 * <p>Start with {@link org.vavl.model.tlstm.TlstmConfiguration} for the sizes and {@code TlstmModel} for the network.
 */
@NullMarked
package org.vavl.model.tlstm;

import org.jspecify.annotations.NullMarked;
