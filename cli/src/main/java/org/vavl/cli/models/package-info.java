/**
 * {@code vavl models}, {@code vavl info} and {@code vavl card}.
 */
@NullMarked
package org.vavl.cli.models;

import org.jspecify.annotations.NullMarked;
