/**
 * {@code vavl predict}.
 */
@NullMarked
package org.vavl.cli.predict;

import org.jspecify.annotations.NullMarked;
