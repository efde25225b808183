package org.vavl.benchmarks;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vavl.features.Image;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.PcmFormat;
import org.vavl.features.media.VideoReader;
import org.vavl.features.stream.TimedImage;
import org.vavl.recognition.RecognitionSession;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.SessionSettings;
import org.vavl.recognition.WindowSettings;

/**
 * Pushes a clip's sound and images into one session of the built-in model again and again, as fast as it takes them, and prints memory every
 * ten minutes of it: {@code PushedHours HOURS CLIP}.
 */
public final class PushedHours {
    private static final int RATE = 16_000;
    private static final int REPORT_SECONDS = 600;

    private PushedHours() {}

    /** Takes how many hours, and the clip. */
    public static void main(String[] arguments) {
        double seconds = 3600 * Double.parseDouble(arguments[0]);
        Path clip = Path.of(arguments[1]);
        float[] samples = samples(clip);
        double length = (double) samples.length / RATE;
        List<TimedImage> images = new ArrayList<>();
        double frameRate;
        try (VideoReader reader = VideoReader.open(clip, MediaLimits.defaults()).orElseThrow()) {
            frameRate = reader.frameRate();
            while (reader.next() && reader.seconds() < length) {
                images.add(new TimedImage(reader.seconds(), copy(reader.image())));
            }
        }
        long begin = System.nanoTime();
        int[] windows = new int[1];
        SessionSettings settings = SessionSettings.audioVisual(PcmFormat.mono(RATE), frameRate)
                .withWindows(WindowSettings.defaults().of(3, 3));
        try (Recognizer recognizer = Recognizer.builtIn();
                RecognitionSession session = recognizer.open(settings, window -> windows[0]++)) {
            int reports = 0;
            for (int round = 0; round * length < seconds; round++) {
                push(session, round * length, samples, images);
                if ((round + 1) * length >= (reports + 1) * REPORT_SECONDS) {
                    reports++;
                    report(reports * REPORT_SECONDS, windows[0], begin);
                }
            }
        }
        report((int) seconds, windows[0], begin);
    }

    private static void push(RecognitionSession session, double from, float[] samples, List<TimedImage> images) {
        int image = 0;
        for (int begin = 0; begin < samples.length; begin += RATE / 10) {
            int end = Math.min(samples.length, begin + RATE / 10);
            while (image < images.size() && images.get(image).seconds() <= (double) end / RATE) {
                session.pushImage(
                        from + images.get(image).seconds(), images.get(image++).image());
            }
            session.pushSamples(from + (double) begin / RATE, Arrays.copyOfRange(samples, begin, end));
        }
    }

    private static void report(int seconds, int windows, long begin) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%d s pushed, %d windows, %.0f s taken, heap %d MiB, resident memory %d MiB%n",
                seconds,
                windows,
                (System.nanoTime() - begin) / 1e9,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                ResidentMemory.mebibytes());
    }

    private static float[] samples(Path clip) {
        try (AudioReader reader = AudioReader.require(clip, RATE, MediaLimits.defaults())) {
            float[] samples = new float[RATE * 60];
            int count = reader.read(samples);
            return Arrays.copyOf(samples, count);
        }
    }

    private static Image copy(Image image) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(image.pixels().remaining());
        pixels.put(image.pixels()).flip();
        return new Image(image.width(), image.height(), image.channels(), pixels);
    }
}
