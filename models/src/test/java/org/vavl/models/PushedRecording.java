package org.vavl.models;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.vavl.features.Image;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.PcmFormat;
import org.vavl.features.media.VideoReader;
import org.vavl.features.stream.TimedImage;
import org.vavl.recognition.RecognitionSession;

/**
 * A file's samples and images, to be pushed or recognised from memory.
 *
 * @param samples mono, of {@link #RATE}
 */
@SuppressWarnings("ArrayRecordComponent") // of a test, which compares none
record PushedRecording(float[] samples, List<TimedImage> images, double frameRate) {
    static final int RATE = 16_000;
    static final PcmFormat FORMAT = PcmFormat.mono(RATE);

    static PushedRecording of(Path file) {
        List<TimedImage> images = new ArrayList<>();
        double frameRate;
        try (VideoReader reader = VideoReader.open(file, MediaLimits.defaults()).orElseThrow()) {
            frameRate = reader.frameRate();
            while (reader.next()) {
                images.add(new TimedImage(reader.seconds(), copy(reader.image())));
            }
        }
        return new PushedRecording(samples(file), images, frameRate);
    }

    private static float[] samples(Path file) {
        float[] samples = new float[0];
        try (AudioReader reader = AudioReader.require(file, RATE, MediaLimits.defaults())) {
            float[] piece = new float[RATE];
            for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
                samples = Arrays.copyOf(samples, samples.length + count);
                System.arraycopy(piece, 0, samples, samples.length - count, count);
            }
        }
        return samples;
    }

    private static Image copy(Image image) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(image.pixels().remaining());
        pixels.put(image.pixels()).flip();
        return new Image(image.width(), image.height(), image.channels(), pixels);
    }

    /** Pushes all in pieces of random length, sound and images in the order of their times. */
    void push(RecognitionSession session, long seed) {
        Random random = new Random(seed);
        int image = 0;
        for (int begin = 0; begin < samples.length; ) {
            int end = Math.min(samples.length, begin + 1 + random.nextInt(RATE / 5));
            while (image < images.size() && images.get(image).seconds() <= (double) end / RATE) {
                session.pushImage(
                        images.get(image).seconds(), images.get(image++).image());
            }
            session.pushSamples((double) begin / RATE, Arrays.copyOfRange(samples, begin, end));
            begin = end;
        }
        while (image < images.size()) {
            session.pushImage(images.get(image).seconds(), images.get(image++).image());
        }
    }
}
