package org.vavl.features.media;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Turns the packets of a stream into whole pictures: interlaced ones, and all behind the first of them, go through a {@link Deinterlacer}. */
final class PictureDecoder implements AutoCloseable {
    private final Path path;
    private final StreamDecoder decoder;
    private final AVRational timeBase;
    private final AVFrame decoded = avutil.av_frame_alloc();
    private @Nullable Deinterlacer deinterlacer;
    private boolean holdsFrame;

    /** What the deinterlacer has left comes out, and then there is none. */
    private boolean isDraining;

    /**
     * @param decoder not closed with this
     * @param timeBase the unit of the frames' time stamps
     */
    PictureDecoder(Path path, StreamDecoder decoder, AVRational timeBase) {
        this.path = path;
        this.decoder = decoder;
        this.timeBase = timeBase;
    }

    /**
     * Decodes the next picture.
     *
     * @param picture is empty, and filled
     * @return false at the end
     */
    boolean next(AVFrame picture) {
        while (!deinterlaced(picture)) {
            boolean isThere = holdsFrame || decoder.next(decoded);
            holdsFrame = false;
            Deinterlacer current = deinterlacer;
            if (current == null) {
                if (!isThere) {
                    return false;
                }
                if (!Deinterlacer.isInterlaced(decoded)) {
                    avutil.av_frame_move_ref(picture, decoded);
                    return true;
                }
                current = new Deinterlacer(path, decoded, timeBase);
                deinterlacer = current;
            }
            holdsFrame = isThere && !current.fits(decoded);
            isDraining = !isThere || holdsFrame;
            if (isDraining) {
                current.end();
            } else {
                current.put(decoded);
            }
        }
        return true;
    }

    private boolean deinterlaced(AVFrame picture) {
        Deinterlacer current = deinterlacer;
        boolean isThere = current != null && current.next(picture);
        if (current != null && !isThere && isDraining) {
            current.close();
            deinterlacer = null;
            isDraining = false;
        }
        return isThere;
    }

    @Override
    public void close() {
        if (deinterlacer != null) {
            deinterlacer.close();
        }
        avutil.av_frame_free(decoded);
    }
}
