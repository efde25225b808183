package org.vavl.plot;

import java.awt.Graphics2D;
import java.nio.file.Path;
import java.util.Locale;
import org.vavl.nn.AtomicFile;
import org.vavl.nn.VavlException;

/** A picture that can be drawn. */
public sealed interface Plot permits CurvesPlot, ConfusionPlot {
    /** Its width in pixels. */
    int width();

    /** Its height in pixels. */
    int height();

    /** Draws it on a white ground, its upper left corner at the origin. */
    void paint(Graphics2D graphics);

    /**
     * Writes the picture, whole or not at all.
     *
     * @param file ends in {@code .png} (twice as many pixels in each direction, for sharp print) or {@code .svg}
     * @throws VavlException if the file's name ends otherwise, it cannot be written, or this machine's Java cannot draw
     */
    default void write(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".png") && !name.endsWith(".svg")) {
            throw new VavlException(file + ": is the name of no picture, it must end in .png or .svg");
        }
        Drawing.requireFonts(file);
        AtomicFile.write(file, name.endsWith(".svg") ? Drawing.svg(this) : Drawing.png(this));
    }
}
