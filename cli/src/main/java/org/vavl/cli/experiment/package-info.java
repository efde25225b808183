/**
 * {@code vavl experiment}, and the processes in which it makes trials side by side.
 */
@NullMarked
package org.vavl.cli.experiment;

import org.jspecify.annotations.NullMarked;
