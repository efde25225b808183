package org.vavl.features.stream;

import java.util.List;
import java.util.Optional;
import org.vavl.features.Image;
import org.vavl.features.media.FrameSource;

/** Images that lie in memory, read as a video. Not thread-safe. */
public final class ImageSequence implements FrameSource {
    private final List<TimedImage> images;
    private final double frameRate;
    private int next;

    /**
     * A source.
     *
     * @param images at least one, each later than the one before
     * @param frameRate images per second, about; above 0
     */
    public ImageSequence(List<TimedImage> images, double frameRate) {
        if (!(frameRate > 0)) {
            throw new IllegalArgumentException("the frame rate is " + frameRate + ", and must be above 0");
        }
        for (int i = 1; i < images.size(); i++) {
            if (images.get(i).seconds() <= images.get(i - 1).seconds()) {
                throw new IllegalArgumentException("image " + i + " is of "
                        + images.get(i).seconds() + " s, and must be later than the one before, of "
                        + images.get(i - 1).seconds() + " s");
            }
        }
        this.images = List.copyOf(images);
        this.frameRate = frameRate;
    }

    @Override
    public double frameRate() {
        return frameRate;
    }

    @Override
    public Optional<Double> statedSeconds() {
        return images.isEmpty()
                ? Optional.empty()
                : Optional.of(images.get(images.size() - 1).seconds() + 1 / frameRate);
    }

    @Override
    public boolean next() {
        if (next == images.size()) {
            return false;
        }
        next++;
        return true;
    }

    private TimedImage current() {
        if (next == 0) {
            throw new IllegalStateException("there is no image before the first call of next()");
        }
        return images.get(next - 1);
    }

    @Override
    public double seconds() {
        return current().seconds();
    }

    @Override
    public Image image() {
        return current().image();
    }

    @Override
    public void close() {}
}
