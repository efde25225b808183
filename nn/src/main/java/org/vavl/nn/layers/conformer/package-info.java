/**
 * The conformer (Gulati et al. 2020), with masks everywhere. Start with {@link org.vavl.nn.layers.conformer.Conformer}.
 */
@NullMarked
package org.vavl.nn.layers.conformer;

import org.jspecify.annotations.NullMarked;
