/**
 * Transformer encoders (Vaswani et al. 2017), within and across modalities. Start with
 * {@link org.vavl.nn.layers.transformer.TransformerEncoder}.
 */
@NullMarked
package org.vavl.nn.layers.transformer;

import org.jspecify.annotations.NullMarked;
