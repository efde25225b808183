/**
 * {@code vavl evaluate} and {@code vavl calibrate}.
 */
@NullMarked
package org.vavl.cli.evaluate;

import org.jspecify.annotations.NullMarked;
