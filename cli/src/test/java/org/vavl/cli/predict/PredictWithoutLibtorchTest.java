package org.vavl.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vavl.cli.Main;
import org.vavl.features.media.TalkingFace;

/** The built-in model answers where libtorch is not. */
@Tag("slow")
class PredictWithoutLibtorchTest {
    @Test
    void aClipIsRecognisedWithoutLibtorchOnTheClassPath() throws IOException, InterruptedException {
        List<String> classPath = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(jar -> !Path.of(jar).getFileName().toString().startsWith("pytorch"))
                .toList();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stderr",
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        Main.class.getName(),
                        "predict",
                        TalkingFace.CLIP.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines().filter(line -> !line.contains("[class,load]")).collect(Collectors.joining("\n")))
                .contains("talking-face.mp4: happy");
        assertThat(output).doesNotContain("org.bytedeco.pytorch");
    }
}
