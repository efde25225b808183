/**
 * Versatile Audio-Visual Learning (Goncalves, Leem, Lin, Sisman and Busso), sections 3.1 to 3.4 and 4.3 of the paper.
 *
 * <p>Start with {@link org.vavl.model.vavl.VavlConfiguration} for the sizes and {@code VavlModel} for the network.
 */
@NullMarked
package org.vavl.model.vavl;

import org.jspecify.annotations.NullMarked;
