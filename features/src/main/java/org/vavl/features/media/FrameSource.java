package org.vavl.features.media;

import java.util.Optional;
import org.vavl.features.Image;

/** The frames of a video one after the other, in red, green and blue. Not thread-safe. */
public interface FrameSource extends AutoCloseable {
    /** Frames per second, above 0; the mean where the rate varies. */
    double frameRate();

    /** How long the video says that it is, in seconds; not to be relied on. */
    Optional<Double> statedSeconds();

    /**
     * Goes on to the next frame; waits for it where frames come as they are made.
     *
     * @return false at the end, where {@link #seconds} and {@link #image} stay those of the last frame
     * @throws org.vavl.core.VavlException if the source cannot be read on
     */
    boolean next();

    /** When the frame is shown, in seconds from the beginning; later than the one before. */
    double seconds();

    /**
     * The frame's image.
     *
     * @return valid until the image of another frame is asked for
     * @throws IllegalStateException if there is none yet
     */
    Image image();

    /** Whether the frame is damaged, so that its image says nothing of what there was to see. */
    default boolean isDamaged() {
        return false;
    }

    /** What is wrong with the video, as far as it was read, in one line without its name; empty if nothing is. */
    default Optional<String> warning() {
        return Optional.empty();
    }

    @Override
    void close();
}
