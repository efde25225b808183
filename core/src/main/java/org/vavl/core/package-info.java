/**
 * What every part of Vavl knows: {@link org.vavl.core.VavlException}, the error that a user can cause, and
 * {@link org.vavl.core.Seeds}. What flows between the parts is in {@link org.vavl.core.clip}.
 */
@NullMarked
package org.vavl.core;

import org.jspecify.annotations.NullMarked;
