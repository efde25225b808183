/**
 * {@code vavl evaluate} and {@code vavl calibrate}. Start with {@link org.vavl.cli.evaluate.EvaluateCommand}.
 */
@NullMarked
package org.vavl.cli.evaluate;

import org.jspecify.annotations.NullMarked;
