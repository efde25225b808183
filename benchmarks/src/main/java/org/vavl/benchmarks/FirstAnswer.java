package org.vavl.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.audio.speech.AcousticExtractors;
import org.vavl.recognition.inference.BuiltInModels;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.InferenceNetworks;

/**
 * What the built-in model's first answer of a process is made of, for a sound: the seconds of each stage, none beside another, and again for a second answer.
 * What the command does besides is to read its options and to print.
 *
 * <pre>java -cp "$(cat benchmarks/target/classpath)" org.vavl.benchmarks.FirstAnswer SOUND</pre>
 */
public final class FirstAnswer {
    private FirstAnswer() {}

    /** Runs {@code SOUND}. */
    public static void main(String[] arguments) {
        Path sound = Path.of(arguments[0]);
        Duration started = Duration.ofMillis(System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
        System.out.printf(
                Locale.ROOT, "| stage | seconds |%n| --- | --- |%n| JVM | %.3f |%n", started.toMillis() / 1e3);
        try (InferenceNetwork network = timed(
                "network: ONNX Runtime, the file, the session",
                () -> BuiltInModels.EMOTION.read(
                        file -> InferenceNetworks.load(file, Device.CPU, Precision.FLOAT32)))) {
            ExtractorId id =
                    Objects.requireNonNull(network.description().extractors().get(Modality.ACOUSTIC));
            try (AcousticExtractor extractor = timed(
                    "extractor: Whisper's blocks, Silero VAD",
                    () -> AcousticExtractors.open(id, Extractors.standard()).orElseThrow())) {
                answer("first", sound, network, extractor);
                answer("second", sound, network, extractor);
            }
        }
    }

    private static void answer(String which, Path sound, InferenceNetwork network, AcousticExtractor extractor) {
        FeatureSequence features = timed(which + " features: FFmpeg, speech, frames", () -> extractor.extract(sound));
        Clip clip =
                new Clip("clip", "speaker", new Labels(Map.of(), Map.of()), Map.of(Modality.ACOUSTIC, () -> features));
        timed(which + " inference", () -> network.forward(List.of(clip)));
    }

    private static <T> T timed(String stage, Supplier<T> work) {
        long begin = System.nanoTime();
        T made = work.get();
        System.out.printf(Locale.ROOT, "| %s | %.3f |%n", stage, (System.nanoTime() - begin) / 1e9);
        return made;
    }
}
