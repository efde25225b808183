package org.vavl.features.media;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * How a picture has to be turned to stand upright, as cameras that are held otherwise say with each file. Of other angles than
 * quarter turns, the nearest quarter turn is taken.
 *
 * @param transposed whether rows become columns; this comes first
 * @param mirrored whether left and right are exchanged
 * @param upsideDown whether top and bottom are exchanged
 */
record Orientation(boolean transposed, boolean mirrored, boolean upsideDown) {
    private static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** As the frame's display matrix says, which maps (x, y) to (a·x + c·y, b·x + d·y). */
    static Orientation of(AVFrame frame) {
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        if (data == null || data.size() < 9 * Integer.BYTES) {
            return UPRIGHT;
        }
        IntBuffer matrix = data.data()
                .capacity(9 * Integer.BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer();
        return of(matrix.get(0), matrix.get(1), matrix.get(3), matrix.get(4));
    }

    static Orientation of(int a, int b, int c, int d) {
        boolean transposed = Math.abs((long) b) + Math.abs((long) c) > Math.abs((long) a) + Math.abs((long) d);
        return transposed ? new Orientation(true, c < 0, b < 0) : new Orientation(false, a < 0, d < 0);
    }

    boolean isUpright() {
        return equals(UPRIGHT);
    }

    /**
     * Turns a picture.
     *
     * @param pixels H·W pixels of 3 bytes
     * @param width W
     * @param height H
     * @return W·H pixels if transposed, else H·W
     */
    byte[] apply(byte[] pixels, int width, int height) {
        int newWidth = transposed ? height : width;
        int newHeight = transposed ? width : height;
        byte[] turned = new byte[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = transposed ? y : x;
                int row = transposed ? x : y;
                int to = 3
                        * ((upsideDown ? newHeight - 1 - row : row) * newWidth
                                + (mirrored ? newWidth - 1 - column : column));
                int from = 3 * (y * width + x);
                turned[to] = pixels[from];
                turned[to + 1] = pixels[from + 1];
                turned[to + 2] = pixels[from + 2];
            }
        }
        return turned;
    }
}
