package org.vavl.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vavl.cli.Main;
import org.vavl.features.media.TalkingFace;

/** The built-in model answers where neither libtorch is nor OpenCV, which only training and some detectors and extractors need. */
@Tag("slow")
class PredictWithoutLibtorchTest {
    private static final List<String> LEFT_OUT = List.of("pytorch", "opencv", "openblas");

    private record Ended(int status, String output) {}

    @Test
    void aClipIsRecognisedWithNeitherOfThemOnTheClassPath() throws IOException, InterruptedException {
        Ended ended = predict();
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("talking-face.mp4: happy")
                .doesNotContain("org.bytedeco.pytorch", "org.bytedeco.opencv", "org.bytedeco.openblas");
    }

    @Test
    void aDetectorThatNeedsOpenCvSaysSo() throws IOException, InterruptedException {
        Ended ended = predict("--detector", "haar");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output()).contains("the face detector 'haar' needs OpenCV, which is not on the class path");
    }

    private static Ended predict(String... options) throws IOException, InterruptedException {
        List<String> classPath = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(jar ->
                        LEFT_OUT.stream().noneMatch(Path.of(jar).getFileName().toString()::startsWith))
                .toList();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stderr",
                "-cp",
                String.join(File.pathSeparator, classPath),
                Main.class.getName(),
                "predict",
                TalkingFace.CLIP.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
