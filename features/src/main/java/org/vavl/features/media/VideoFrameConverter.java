package org.vavl.features.media;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.vavl.core.VavlException;
import org.vavl.features.Image;

/**
 * Turns decoded pictures of any size and pixel format, which may change on the way, into upright RGB ones with square pixels. Colour
 * spaces and ranges are as the stream says. Transparency is ignored.
 */
final class VideoFrameConverter implements AutoCloseable {
    /** Larger pictures are made smaller: a face that fills a hundredth of this one has 200 pixels a side. */
    private static final int MAXIMUM_SIDE = 1920;

    /** Beyond it, pixels that are not square are a mistake. */
    private static final double MAXIMUM_ASPECT = 4;

    private final Path path;
    private final AVFrame output = avutil.av_frame_alloc();
    private final SwsContext context = swscale.sws_alloc_context();
    private byte[] bytes = new byte[0];
    private ByteBuffer pixels = ByteBuffer.allocateDirect(0);

    VideoFrameConverter(Path path) {
        this.path = path;
        context.flags(
                swscale.SWS_BICUBIC); // as OpenCV; with exact rounding and interpolated chroma it takes twenty times as
        // long
    }

    /**
     * Converts a picture.
     *
     * @param pixelAspect by how much its pixels are wider than high
     * @return valid until the next call
     */
    Image convert(AVFrame frame, double pixelAspect) {
        describeOutput(frame, pixelAspect);
        int result = swscale.sws_scale_frame(context, output, frame);
        if (result < 0) {
            BytePointer format = avutil.av_get_pix_fmt_name(frame.format());
            throw new VavlException(path + ": its pictures (" + frame.width() + "×" + frame.height() + ", "
                    + (format == null ? "unknown format" : format.getString()) + ") cannot be converted to RGB: "
                    + FFmpeg.message(result));
        }
        int width = output.width();
        int height = output.height();
        gatherRows(width, height);
        Orientation orientation = Orientation.of(frame);
        byte[] upright = orientation.isUpright() ? bytes : orientation.apply(bytes, width, height);
        pixels.clear().put(upright).flip();
        return orientation.transposed()
                ? new Image(height, width, Image.RGB, pixels)
                : new Image(width, height, Image.RGB, pixels);
    }

    private void describeOutput(AVFrame frame, double pixelAspect) {
        boolean plausible = pixelAspect >= 1 / MAXIMUM_ASPECT && pixelAspect <= MAXIMUM_ASPECT;
        double width = frame.width() * (plausible ? Math.max(1, pixelAspect) : 1);
        double height = frame.height() * (plausible ? Math.max(1, 1 / pixelAspect) : 1);
        double scale = Math.min(1, MAXIMUM_SIDE / Math.max(width, height));
        avutil.av_frame_unref(output);
        output.format(avutil.AV_PIX_FMT_RGB24);
        output.width((int) Math.max(1, Math.round(width * scale)));
        output.height((int) Math.max(1, Math.round(height * scale)));
    }

    private void gatherRows(int width, int height) {
        int rowBytes = 3 * width;
        if (bytes.length != rowBytes * height) {
            bytes = new byte[rowBytes * height];
            pixels = ByteBuffer.allocateDirect(bytes.length);
        }
        BytePointer data = output.data(0);
        for (int y = 0; y < height; y++) {
            data.position((long) y * output.linesize(0)).get(bytes, y * rowBytes, rowBytes);
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(output);
        swscale.sws_free_context(context);
    }
}
