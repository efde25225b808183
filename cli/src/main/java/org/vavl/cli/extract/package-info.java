/**
 * {@code vavl extract}.
 */
@NullMarked
package org.vavl.cli.extract;

import org.jspecify.annotations.NullMarked;
