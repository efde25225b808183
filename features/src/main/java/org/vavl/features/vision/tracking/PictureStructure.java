package org.vavl.features.vision.tracking;

import java.nio.ByteBuffer;
import org.vavl.features.Image;
import org.vavl.features.vision.image.Box;

/**
 * What a picture, or a part of it, shows, whatever the light: the grey levels of N×N cells, each less the mean of the 5×5 around it. Brighter
 * light, more contrast and a wide shadow leave it as it is.
 */
final class PictureStructure {
    private static final int PICTURE_CELLS = 16;
    private static final int PICTURE_SAMPLES = 8;
    private static final int FACE_CELLS = 12;
    private static final int FACE_SAMPLES = 4;

    /** A face is looked at with so much of what is around it. */
    private static final double FACE_GROWN = 1.3;

    private static final int NEIGHBOURS = 2;

    /** The standard deviation of a blank picture's cells is below it, of 255: a face in it would have no features. */
    private static final double BLANK = 2;

    /** Cells that differ from those around them by less, in the mean, are noise. */
    private static final double NOISE = 0.5;

    private final float[] values;
    private final double norm;
    private final double deviation;

    private PictureStructure(float[] grey, int cells) {
        this.deviation = deviation(grey);
        this.values = local(grey, cells);
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        this.norm = Math.sqrt(squares);
    }

    /** Of a whole picture. */
    static PictureStructure of(Image image) {
        Box all = new Box(0, 0, image.width(), image.height());
        return new PictureStructure(grey(image, all, PICTURE_CELLS, PICTURE_SAMPLES), PICTURE_CELLS);
    }

    /** Of a face in a picture; what lies beyond the picture's edges repeats them. */
    static PictureStructure of(Image image, Box face) {
        return new PictureStructure(grey(image, face.grown(FACE_GROWN), FACE_CELLS, FACE_SAMPLES), FACE_CELLS);
    }

    /** Whether there is nothing to see: all black, all white, or any other grey. */
    boolean isBlank() {
        return deviation < BLANK;
    }

    /** How alike two of one size are: 1 for the same in whatever light, about 0 for any two. */
    double similarity(PictureStructure other) {
        double noise = NOISE * Math.sqrt(values.length);
        if (norm < noise && other.norm < noise) {
            return 1;
        }
        double product = 0;
        for (int i = 0; i < values.length; i++) {
            product += (double) values[i] * other.values[i];
        }
        return product / (Math.max(noise, norm) * Math.max(noise, other.norm));
    }

    /** The mean grey level of each cell, of some of its pixels. */
    private static float[] grey(Image image, Box box, int cells, int samples) {
        float[] grey = new float[cells * cells];
        ByteBuffer pixels = image.pixels();
        int side = cells * samples;
        int[] offsets = new int[side];
        for (int column = 0; column < side; column++) {
            offsets[column] = pixel(box.x(), box.width(), column, side, image.width()) * image.channels();
        }
        for (int row = 0; row < side; row++) {
            int line = pixel(box.y(), box.height(), row, side, image.height()) * image.width() * image.channels();
            for (int column = 0; column < side; column++) {
                int sum = 0;
                for (int channel = 0; channel < image.channels(); channel++) {
                    sum += pixels.get(line + offsets[column] + channel) & 0xFF;
                }
                grey[row / samples * cells + column / samples] += (float) sum / image.channels();
            }
        }
        for (int i = 0; i < grey.length; i++) {
            grey[i] /= samples * samples;
        }
        return grey;
    }

    private static int pixel(double begin, double length, int sample, int samples, int size) {
        return (int) Math.max(0, Math.min(size - 1, begin + (sample + 0.5) * length / samples));
    }

    private static double deviation(float[] grey) {
        double sum = 0;
        double squares = 0;
        for (float level : grey) {
            sum += level;
            squares += (double) level * level;
        }
        double mean = sum / grey.length;
        return Math.sqrt(Math.max(0, squares / grey.length - mean * mean));
    }

    /** Each cell less the mean of those around it. */
    private static float[] local(float[] grey, int cells) {
        float[] local = new float[grey.length];
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                local[row * cells + column] = grey[row * cells + column] - around(grey, cells, row, column);
            }
        }
        return local;
    }

    private static float around(float[] grey, int cells, int row, int column) {
        float sum = 0;
        int count = 0;
        for (int y = Math.max(0, row - NEIGHBOURS); y <= Math.min(cells - 1, row + NEIGHBOURS); y++) {
            for (int x = Math.max(0, column - NEIGHBOURS); x <= Math.min(cells - 1, column + NEIGHBOURS); x++) {
                sum += grey[y * cells + x];
                count++;
            }
        }
        return sum / count;
    }
}
