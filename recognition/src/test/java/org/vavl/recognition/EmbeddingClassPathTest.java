package org.vavl.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What whoever only embeds recognition has on the class path, which is that of this module, as Maven makes it. */
class EmbeddingClassPathTest {
    private static final String CLASS_PATH = "surefire.test.class.path";

    @Test
    @EnabledIfSystemProperty(named = CLASS_PATH, matches = ".*")
    void recognitionBringsOnnxRuntimeAndNoTrainingLibrary() {
        List<String> jars =
                List.of(Objects.requireNonNull(System.getProperty(CLASS_PATH)).split(File.pathSeparator));
        assertThat(jars).anyMatch(jar -> new File(jar).getName().startsWith("onnxruntime"));
        assertThat(jars).noneMatch(jar -> new File(jar).getName().startsWith("pytorch"));
        assertThat(jars).noneMatch(jar -> new File(jar).getName().startsWith("tribuo"));
    }
}
