/**
 * Pictures of curves, points, bars and confusion matrices, as PNG, SVG or PDF, and pages to put them on.
 *
 * <p>Start with {@link org.vavl.learning.plot.SeriesPlot}; {@link org.vavl.learning.plot.Plot#write} writes it. Drawing
 * needs Java's own graphics (without a screen) and at least one font in the system; where these are missing,
 * {@code write} says so in a {@link org.vavl.core.VavlException}, and no other class of this project needs them.
 */
@NullMarked
package org.vavl.learning.plot;

import org.jspecify.annotations.NullMarked;
