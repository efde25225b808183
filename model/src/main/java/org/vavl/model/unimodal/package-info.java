/**
 * A network for one modality alone: the sixth baseline of the VAVL paper (section 4.5.6).
 *
 * <p>Start with {@link org.vavl.model.unimodal.UnimodalConfiguration} for the sizes and {@code UnimodalModel} for the
 * network.
 */
@NullMarked
package org.vavl.model.unimodal;

import org.jspecify.annotations.NullMarked;
