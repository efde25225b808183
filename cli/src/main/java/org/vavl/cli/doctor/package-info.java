/**
 * {@code vavl doctor}.
 */
@NullMarked
package org.vavl.cli.doctor;

import org.jspecify.annotations.NullMarked;
