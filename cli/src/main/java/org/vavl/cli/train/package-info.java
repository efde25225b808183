/**
 * {@code vavl train} and {@code vavl finetune}. Start with {@link org.vavl.cli.train.TrainCommand}.
 */
@NullMarked
package org.vavl.cli.train;

import org.jspecify.annotations.NullMarked;
