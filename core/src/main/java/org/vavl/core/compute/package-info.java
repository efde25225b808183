/**
 * Where and in which precision networks run. Start with {@link org.vavl.core.compute.Device} and
 * {@link org.vavl.core.compute.Precision}.
 */
@NullMarked
package org.vavl.core.compute;

import org.jspecify.annotations.NullMarked;
