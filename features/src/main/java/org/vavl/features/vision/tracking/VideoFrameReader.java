package org.vavl.features.vision.tracking;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.vavl.features.BufferPool;
import org.vavl.features.Image;
import org.vavl.features.media.FrameSource;

/** A video's pictures, decoded ahead by a thread of its own. */
final class VideoFrameReader implements AutoCloseable {
    static final int MOST_AHEAD = 4;

    private final BufferPool pool = new BufferPool();
    private final ReadAhead<Picture> pictures;

    /**
     * A picture.
     *
     * @param seconds when it is shown
     * @param image valid until it is given back
     * @param isDamaged whether FFmpeg guessed some of it
     * @param memory of the image
     */
    record Picture(double seconds, Image image, boolean isDamaged, ByteBuffer memory) {}

    /** @param reader is used by the other thread alone until this is closed */
    VideoFrameReader(FrameSource reader) {
        pictures = new ReadAhead<>("vavl-pictures", MOST_AHEAD, target -> decode(reader, target));
    }

    private void decode(FrameSource reader, Consumer<Picture> target) {
        while (reader.next()) {
            Image shown = reader.image();
            ByteBuffer memory = pool.take(shown.pixels().remaining());
            memory.put(shown.pixels()).flip();
            Image image = new Image(shown.width(), shown.height(), shown.channels(), memory);
            target.accept(new Picture(reader.seconds(), image, reader.isDamaged(), memory));
        }
    }

    /** The next picture; empty at the end. */
    Optional<Picture> next() {
        return pictures.next();
    }

    /** Takes back a picture that is needed no more. */
    void giveBack(Picture picture) {
        pool.giveBack(picture.memory());
    }

    @Override
    public void close() {
        pictures.close();
    }
}
