package org.vavl.features.media;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/** Turns the packets of a stream into whole pictures: interlaced ones, and all behind the first of them, go through a {@link Deinterlacer}. */
final class PictureDecoder implements AutoCloseable {
    private final Path path;
    private final StreamDecoder decoder;
    private final AVRational timeBase;
    private final AVFrame decoded = avutil.av_frame_alloc();
    private Optional<Deinterlacer> deinterlacer = Optional.empty();
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
            if (deinterlacer.isEmpty()) {
                if (!isThere) {
                    return false;
                }
                if (!Deinterlacer.isInterlaced(decoded)) {
                    avutil.av_frame_move_ref(picture, decoded);
                    return true;
                }
                deinterlacer = Optional.of(new Deinterlacer(path, decoded, timeBase));
            }
            holdsFrame = isThere && !deinterlacer.get().fits(decoded);
            isDraining = !isThere || holdsFrame;
            if (isDraining) {
                deinterlacer.get().end();
            } else {
                deinterlacer.get().put(decoded);
            }
        }
        return true;
    }

    private boolean deinterlaced(AVFrame picture) {
        boolean isThere = deinterlacer.isPresent() && deinterlacer.get().next(picture);
        if (!isThere && isDraining) {
            deinterlacer.ifPresent(Deinterlacer::close);
            deinterlacer = Optional.empty();
            isDraining = false;
        }
        return isThere;
    }

    @Override
    public void close() {
        deinterlacer.ifPresent(Deinterlacer::close);
        avutil.av_frame_free(decoded);
    }
}
