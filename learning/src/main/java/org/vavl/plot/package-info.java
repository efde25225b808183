/**
 * Pictures of curves, points, bars and confusion matrices, as PNG, SVG or PDF, and pages to put them on.
 *
 * <p>Start with {@link org.vavl.plot.SeriesPlot}; {@link org.vavl.plot.Plot#write} writes it. Drawing needs Java's own graphics
 * (without a screen) and at least one font in the system; where these are missing, {@code write} says so in a
 * {@link org.vavl.nn.VavlException}, and no other class of this project needs them.
 */
@NullMarked
package org.vavl.plot;

import org.jspecify.annotations.NullMarked;
