/**
 * {@code vavl demo}.
 */
@NullMarked
package org.vavl.cli.demo;

import org.jspecify.annotations.NullMarked;
