package org.vavl.benchmarks.parts;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.vavl.core.clip.Prediction;
import org.vavl.recognition.PartRecognition;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.RecordingPart;
import org.vavl.recognition.WindowListener;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.WindowSettings;

/**
 * The built-in model's answer for a long recording, as a whole and in parts that are joined: the processor's time of each, how many windows are equal bit for bit,
 * and by how much a probability differs at most.
 *
 * <pre>java -cp "$(cat benchmarks/target/classpath)" org.vavl.benchmarks.parts.RecordingParts RECORDING PART_SECONDS</pre>
 */
public final class RecordingParts {
    private static final double NANOS = 1e9;

    private RecordingParts() {}

    /** Runs {@code RECORDING PART_SECONDS}. */
    public static void main(String[] arguments) {
        Path recording = Path.of(arguments[0]);
        double partSeconds = Double.parseDouble(arguments[1]);
        WindowSettings windows = WindowSettings.defaults();
        try (Recognizer recognizer = Recognizer.builtIn()) {
            Recognition whole = timed("the whole", () -> recognizer.recognize(recording, windows, WindowListener.NONE));
            Recognizer.MediaFile media = new Recognizer.MediaFile(recording.toString(), recording);
            List<PartRecognition> answers = new ArrayList<>();
            for (RecordingPart part : RecordingPart.divide(windows, whole.seconds(), partSeconds)) {
                answers.add(timed("from window " + part.first(), () -> recognizer.recognize(media, part)));
            }
            compare(whole, recognizer.join(recording.toString(), answers));
        }
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long begin = processorNanos();
        T result = work.get();
        System.out.printf(Locale.ROOT, "%s: %.1f s of the processor%n", what, (processorNanos() - begin) / NANOS);
        return result;
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void compare(Recognition whole, Recognition joined) {
        List<WindowRecognition> one = whole.timeline();
        List<WindowRecognition> other = joined.timeline();
        int both = Math.min(one.size(), other.size());
        long equal = IntStream.range(0, both)
                .filter(window -> one.get(window).equals(other.get(window)))
                .count();
        double difference = IntStream.range(0, both)
                .mapToDouble(window -> difference(one.get(window), other.get(window)))
                .max()
                .orElse(0);
        System.out.printf(
                Locale.ROOT,
                "%d and %d windows, of which %d are equal; a probability differs by %s at most; %d and %d people; speech is %s%n",
                one.size(),
                other.size(),
                equal,
                difference,
                whole.people().size(),
                joined.people().size(),
                whole.speech().equals(joined.speech()) ? "equal" : "not equal");
    }

    /** Of two windows of which one alone has an answer, 1. */
    private static double difference(WindowRecognition one, WindowRecognition other) {
        if (one.prediction().isEmpty() || other.prediction().isEmpty()) {
            return one.prediction().isEmpty() && other.prediction().isEmpty() ? 0 : 1;
        }
        Prediction first = one.prediction().get();
        Prediction second = other.prediction().get();
        return IntStream.range(0, first.outputs().size())
                .mapToDouble(output ->
                        Math.abs(first.outputs().get(output) - second.outputs().get(output)))
                .max()
                .orElse(0);
    }
}
