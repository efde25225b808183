/**
 * {@code vavl corpus}.
 */
@NullMarked
package org.vavl.cli.corpus;

import org.jspecify.annotations.NullMarked;
