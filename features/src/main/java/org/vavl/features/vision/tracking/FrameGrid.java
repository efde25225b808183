package org.vavl.features.vision.tracking;

import java.util.Arrays;

/**
 * Which of a video's pictures is on the screen at the times of an even frame rate: row k of the features is the picture that is shown at
 * (k + ½)/rate. Where pictures come at that rate, each has its own row. Where the rate varies, a picture may be shown in several rows, or
 * in none; and where no picture came for a while, none is shown.
 */
public final class FrameGrid {
    private static final double LONGEST_SHOWN_SECONDS = 0.2;

    private final double frameRate;
    private double[] seconds = new double[256];
    private int forgotten;
    private int pictures;

    FrameGrid(double frameRate) {
        this.frameRate = frameRate;
    }

    void add(double pictureSeconds) {
        if (pictures - forgotten == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * seconds.length);
        }
        seconds[pictures++ - forgotten] = pictureSeconds;
    }

    /** Forgets the times of the pictures before one, so that memory does not grow with a video that is gone through once. */
    public void forgetBefore(int picture) {
        int count = Math.min(picture, pictures - 1) - forgotten;
        if (count > seconds.length / 2) {
            System.arraycopy(seconds, count, seconds, 0, pictures - forgotten - count);
            forgotten += count;
        }
    }

    /** How many pictures were added. */
    public int pictures() {
        return pictures;
    }

    /** The first row at or after a time. */
    public int rowAt(double time) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE - 1, Math.ceil(time * frameRate - 0.5 - 1e-6)));
    }

    /** When a picture is shown, in seconds. */
    public double seconds(int picture) {
        return seconds[picture - forgotten];
    }

    /** T, as many rows as the last picture needs. */
    public int rows() {
        return pictures == 0 ? 0 : firstRow(pictures - 1) + 1;
    }

    /** The first row in which a picture is shown. */
    public int firstRow(int picture) {
        return rowAt(seconds(picture));
    }

    /** The row behind the last one in which a picture is shown; the first one itself if it is not shown at all. */
    public int endRow(int picture) {
        int first = firstRow(picture);
        if (picture == pictures - 1) {
            return first + 1;
        }
        int longest = first + 1 + (int) (LONGEST_SHOWN_SECONDS * frameRate);
        return Math.min(firstRow(picture + 1), longest);
    }
}
