package org.vavl.features.vision.tracking;

import java.nio.ByteBuffer;
import org.vavl.features.Image;

/**
 * Where a video is cut: a picture differs from the one before by more than {@value #LARGE_CHANGE} of 255 grey levels, as the mean over
 * {@value #CELLS}×{@value #CELLS} cells, and by {@value #SUDDEN} times of what pictures before did, so that neither movement nor a
 * moving camera is a cut.
 */
public final class ShotBoundaryDetector {
    private static final int CELLS = 16;
    private static final double LARGE_CHANGE = 8;
    private static final double SUDDEN = 4;
    private static final double MEMORY = 0.7;

    /** Pixels of a cell that are looked at, in each direction. */
    private static final int SAMPLES = 8;

    private float[] before = new float[0];
    private double usualChange = Double.NaN;

    /** Whether the video is cut right before this picture, which is the next one. */
    public boolean isShotBoundary(Image image) {
        float[] cells = cells(image);
        if (before.length == 0) {
            before = cells;
            return false;
        }
        double change = 0;
        for (int i = 0; i < cells.length; i++) {
            change += Math.abs(cells[i] - before[i]) / cells.length;
        }
        before = cells;
        boolean cut = change > LARGE_CHANGE && change > SUDDEN * usualChange;
        if (Double.isNaN(usualChange)) {
            usualChange = change;
        } else if (!cut) {
            usualChange = MEMORY * usualChange + (1 - MEMORY) * change;
        }
        return cut;
    }

    /** The mean grey level of each cell, of some of its pixels. */
    private static float[] cells(Image image) {
        float[] cells = new float[CELLS * CELLS];
        ByteBuffer pixels = image.pixels();
        int side = CELLS * SAMPLES;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int y = (2 * row + 1) * image.height() / (2 * side);
                int x = (2 * column + 1) * image.width() / (2 * side);
                int at = (y * image.width() + x) * image.channels();
                int sum = 0;
                for (int channel = 0; channel < image.channels(); channel++) {
                    sum += pixels.get(at + channel) & 0xFF;
                }
                cells[row / SAMPLES * CELLS + column / SAMPLES] += (float) sum / image.channels();
            }
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] /= SAMPLES * SAMPLES;
        }
        return cells;
    }
}
