package org.vavl.learning.plot;

import java.awt.Graphics2D;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;

/** A picture that can be drawn. */
public sealed interface Plot permits SeriesPlot, ConfusionPlot, BarsPlot {
    /** Its width in pixels. */
    int width();

    /** Its height in pixels. */
    int height();

    /** What stands side by side in it, each as a picture, for narrow pages; itself if nothing does. */
    default List<Plot> parts() {
        return List.of(this);
    }

    /** CSS for a page with pictures, which then are dark on dark screens. */
    static String style() {
        return SvgColours.style();
    }

    /** Draws it on a white ground, its upper left corner at the origin. */
    void paint(Graphics2D graphics);

    /**
     * Writes the picture, whole or not at all.
     *
     * @param file ends in {@code .png} (twice as many pixels in each direction, for sharp print), {@code .svg} or {@code .pdf}
     * @throws VavlException if the file's name ends otherwise, it cannot be written, or this machine's Java cannot draw
     */
    default void write(Path file) {
        Function<Plot, byte[]> format = Drawing.format(file);
        Drawing.requireFonts(file.toString());
        AtomicFile.write(file, format.apply(this));
    }

    /**
     * The picture as SVG, to stand within a page that has {@link #style} in its own.
     *
     * @param name begins the names of its parts, so that several pictures in one page do not mistake each other's
     * @throws VavlException if this machine's Java cannot draw
     */
    default String svg(String name) {
        Drawing.requireFonts(name);
        return Drawing.svg(this, name, "");
    }
}
