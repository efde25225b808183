package org.vavl.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What whoever only embeds recognition has on the class path, which is that of this module, as Maven makes it. */
@EnabledIfSystemProperty(named = EmbeddingClassPathTest.CLASS_PATH, matches = ".*")
class EmbeddingClassPathTest {
    static final String CLASS_PATH = "surefire.test.class.path";

    /** Of tests alone. */
    private static final Pattern OF_TESTS = Pattern.compile(
            "(junit|assertj|byte-buddy|opentest4j|apiguardian|surefire|archunit|slf4j-simple|vavl-.*-tests).*|test-classes");

    /** 43 MB of it are ONNX Runtime for four platforms, 27 MB FFmpeg. */
    private static final long MOST_BYTES = 82_000_000;

    private static List<File> jars() {
        return List.of(Objects.requireNonNull(System.getProperty(CLASS_PATH)).split(File.pathSeparator)).stream()
                .map(File::new)
                .filter(file -> !OF_TESTS.matcher(file.getName()).matches())
                .toList();
    }

    @Test
    void recognitionBringsOnnxRuntimeAndNeitherATrainingLibraryNorOpenCv() {
        assertThat(jars()).anyMatch(jar -> jar.getName().startsWith("onnxruntime"));
        assertThat(jars()).noneMatch(jar -> jar.getName().startsWith("pytorch"));
        assertThat(jars()).noneMatch(jar -> jar.getName().startsWith("openblas"));
        assertThat(jars()).noneMatch(jar -> jar.getName().startsWith("opencv"));
        assertThat(jars()).noneMatch(jar -> jar.getName().startsWith("tribuo"));
    }

    @Test
    void theLibrariesOfOnePlatformAreSmall() {
        List<File> libraries = jars().stream().filter(File::isFile).toList();
        assertThat(libraries).hasSizeGreaterThan(10);
        long bytes = libraries.stream().mapToLong(File::length).sum();
        assertThat(bytes)
                .as(() -> libraries.stream()
                        .map(jar -> jar.length() + " " + jar.getName())
                        .toList()
                        .toString())
                .isLessThan(MOST_BYTES);
    }
}
