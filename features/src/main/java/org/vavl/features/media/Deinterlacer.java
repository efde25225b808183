package org.vavl.features.media;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avfilter.AVBufferSrcParameters;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;

/**
 * Makes whole pictures of two fields that were taken one after the other, by FFmpeg's filter {@code bwdif}: one picture of each frame, which
 * comes out once the next is known. Frames that are not interlaced pass as they are. Of one size and pixel format.
 */
final class Deinterlacer implements AutoCloseable {
    private static final String OPTIONS = "mode=send_frame:parity=auto:deint=interlaced";

    private final Path path;
    private final AVFilterGraph graph = avfilter.avfilter_graph_alloc();
    private final AVFilterContext source;
    private final AVFilterContext sink;
    private final int format;
    private final int width;
    private final int height;

    /**
     * @param first as whose the frames will be
     * @throws VavlException if FFmpeg cannot deinterlace such frames
     */
    Deinterlacer(Path path, AVFrame first, AVRational timeBase) {
        this.path = path;
        this.format = first.format();
        this.width = first.width();
        this.height = first.height();
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            opened.add(graph, avfilter::avfilter_graph_free);
            graph.nb_threads(1);
            source = filter("buffer");
            describe(first, timeBase);
            AVFilterContext filter = filter("bwdif");
            check(avfilter.avfilter_init_str(filter, OPTIONS));
            sink = filter("buffersink");
            check(avfilter.avfilter_init_str(sink, (String) null));
            check(avfilter.avfilter_link(source, 0, filter, 0));
            check(avfilter.avfilter_link(filter, 0, sink, 0));
            check(avfilter.avfilter_graph_config(graph, null));
            opened.returned(this);
        }
    }

    static boolean isInterlaced(AVFrame frame) {
        return (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
    }

    private AVFilterContext filter(String name) {
        AVFilterContext filter = avfilter.avfilter_graph_alloc_filter(graph, avfilter.avfilter_get_by_name(name), name);
        if (filter == null) {
            throw new OutOfMemoryError("no native memory for FFmpeg's filter " + name);
        }
        return filter;
    }

    private void describe(AVFrame frame, AVRational timeBase) {
        AVBufferSrcParameters parameters = avfilter.av_buffersrc_parameters_alloc();
        try {
            parameters.format(format).width(width).height(height);
            parameters.time_base().num(timeBase.num()).den(timeBase.den());
            parameters.sample_aspect_ratio(frame.sample_aspect_ratio());
            parameters.color_space(frame.colorspace()).color_range(frame.color_range());
            check(avfilter.av_buffersrc_parameters_set(source, parameters));
        } finally {
            avutil.av_free(new Pointer(parameters));
        }
        check(avfilter.avfilter_init_str(source, (String) null));
    }

    /** Whether the frame is of the size and format that this takes. */
    boolean fits(AVFrame frame) {
        return frame.format() == format && frame.width() == width && frame.height() == height;
    }

    /** Takes the next frame, which is empty afterwards. */
    void put(AVFrame frame) {
        check(avfilter.av_buffersrc_add_frame_flags(source, frame, 0));
    }

    /** No more frames come: those that are left come out. */
    void end() {
        check(avfilter.av_buffersrc_add_frame_flags(source, null, 0));
    }

    /**
     * Gives the next picture.
     *
     * @param picture empty; is filled if there is one
     * @return false if there is none yet, or none after the end
     */
    boolean next(AVFrame picture) {
        int result = avfilter.av_buffersink_get_frame(sink, picture);
        if (result == avutil.AVERROR_EAGAIN() || result == avutil.AVERROR_EOF) {
            return false;
        }
        check(result);
        return true;
    }

    private void check(int result) {
        if (result < 0) {
            throw new VavlException(
                    path + ": its interlaced pictures cannot be deinterlaced: " + FFmpeg.message(result));
        }
    }

    @Override
    public void close() {
        avfilter.avfilter_graph_free(graph);
    }
}
