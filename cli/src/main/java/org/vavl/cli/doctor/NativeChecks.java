package org.vavl.cli.doctor;

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;
import org.vavl.nn.LibTorch;
import org.vavl.recognition.output.RecognitionJson;

/** Whether the native libraries load and work, each tried in a process of its own. */
final class NativeChecks {
    private static final long SECONDS = 120;

    private NativeChecks() {}

    static List<Check> all() {
        return List.of(
                library(
                        "libtorch",
                        "remove JavaCPP's cache folder (see cache) and try again; if LD_LIBRARY_PATH or LD_PRELOAD is set, unset it"),
                library(
                        "ffmpeg",
                        "remove JavaCPP's cache folder (see cache) and try again; media cannot be read without it"),
                library(
                        "opencv",
                        "remove JavaCPP's cache folder (see cache) and try again; the detector haar, the extractor face-hog and changed faces in training need it"),
                library(
                        "onnxruntime",
                        "remove JavaCPP's cache folder (see cache) and try again; the built-in model cannot be run without it"),
                cuda());
    }

    private static Check library(String name, String remedy) {
        RecognitionJson answer = ask(name);
        return answer.good() ? Check.ok(name, answer.text()) : Check.missing(name, answer.text(), remedy);
    }

    private static Check cuda() {
        boolean driver = Files.exists(Path.of("/dev/nvidiactl"));
        boolean build = LibTorch.class.getResource("/org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu/") != null;
        if (!driver) {
            return Check.ok("cuda", "no NVIDIA device; the CPU is used");
        }
        if (!build) {
            return Check.ok("cuda", "an NVIDIA device, and a build without CUDA: -Pcuda makes one with it");
        }
        RecognitionJson answer = ask("cuda");
        return answer.good() && !answer.text().isEmpty()
                ? Check.ok("cuda", answer.text())
                : Check.warning("cuda", "not usable: " + answer.text(), "check the NVIDIA driver with nvidia-smi");
    }

    private record RecognitionJson(boolean good, String text) {}

    private static RecognitionJson ask(String library) {
        try {
            Path output = Files.createTempFile("vavl-doctor", ".txt");
            try {
                return answer(probe(library, output), output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return new RecognitionJson(false, "could not be tried: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RecognitionJson(false, "was not tried to the end");
        }
    }

    private static Process probe(String library, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:ErrorFile=" + (Platform.isWindows() ? "NUL" : "/dev/null"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NativeProbe.class.getName(),
                        library)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static RecognitionJson answer(Process process, Path output) throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new RecognitionJson(false, "did not load within " + SECONDS + " s");
        }
        List<String> lines = Files.readString(output).lines().map(String::strip).toList();
        if (process.exitValue() == 0) {
            return new RecognitionJson(true, lines.isEmpty() ? "" : lines.get(lines.size() - 1));
        }
        return new RecognitionJson(
                false,
                lines.stream()
                        .filter(line -> line.contains("Error") || line.contains("Exception"))
                        .findFirst()
                        .orElse("the process that loads it crashed, with exit code " + process.exitValue()));
    }
}
