package org.vavl.recognition;

import java.util.List;
import org.vavl.features.media.MissingStreamException;
import org.vavl.features.media.PcmFormat;
import org.vavl.features.media.SampleSource;
import org.vavl.features.stream.ArraySamples;
import org.vavl.features.stream.ImageSequence;
import org.vavl.features.stream.TimedImage;
import org.vavl.features.vision.FaceWindows;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.tracking.LookAhead;

/**
 * Sound, images or both that lie in memory.
 *
 * <pre>{@code
 * Recording call = Recording.named("call").withSamples(samples, PcmFormat.mono(8000)).withImages(images, 25);
 * }</pre>
 *
 * <p>Immutable, as long as the samples are not changed; may be recognised several times, and by several threads.
 */
public final class Recording {
    private final String name;
    private final float[] samples;
    private final PcmFormat format;
    private final List<TimedImage> images;
    private final double frameRate;

    private Recording(String name, float[] samples, PcmFormat format, List<TimedImage> images, double frameRate) {
        this.name = name;
        this.samples = samples;
        this.format = format;
        this.images = images;
        this.frameRate = frameRate;
    }

    /**
     * A recording of nothing yet.
     *
     * @param name what errors and the recognition call it
     */
    public static Recording named(String name) {
        return new Recording(name, new float[0], PcmFormat.mono(PcmFormat.LOWEST_RATE), List.of(), 1);
    }

    /**
     * The same with sound.
     *
     * @param samples interleaved where there are several channels, full scale is ±1, each a finite number; not copied
     * @param format of the samples
     */
    public Recording withSamples(float[] samples, PcmFormat format) {
        format.frames(samples.length);
        return new Recording(name, samples, format, images, frameRate);
    }

    /**
     * The same with sound of 16-bit samples.
     *
     * @param samples interleaved where there are several channels
     * @param format of the samples
     */
    public Recording withSamples(short[] samples, PcmFormat format) {
        return withSamples(PcmFormat.toFloats(samples), format);
    }

    /**
     * The same with images.
     *
     * @param images each later than the one before
     * @param frameRate images per second, about; above 0
     */
    public Recording withImages(List<TimedImage> images, double frameRate) {
        new ImageSequence(images, frameRate).close(); // checks them
        return new Recording(name, samples, format, List.copyOf(images), frameRate);
    }

    /** What errors and the recognition call it. */
    public String name() {
        return name;
    }

    RecordingInput input() {
        return new RecordingInput() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public SampleSource samples(int sampleRate) {
                if (samples.length == 0) {
                    throw new MissingStreamException(name, "sound");
                }
                return new ArraySamples(samples, format, sampleRate);
            }

            @Override
            public FaceWindows faces(VisualFrontEnd frontEnd) {
                if (images.isEmpty()) {
                    throw new MissingStreamException(name, "video, and no picture");
                }
                return frontEnd.windows(name, () -> new ImageSequence(images, frameRate), LookAhead.FULL);
            }
        };
    }
}
