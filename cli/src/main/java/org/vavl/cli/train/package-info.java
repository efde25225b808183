/**
 * {@code vavl train} and {@code vavl finetune}.
 */
@NullMarked
package org.vavl.cli.train;

import org.jspecify.annotations.NullMarked;
