package org.vavl.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vavl.cli.CommandRun;

@Tag("slow")
class DoctorCommandTest {
    @Test
    void aMachineThatRunsTheTestsIsHealthy() throws IOException {
        CommandRun run = CommandRun.of("doctor", "--format", "json");
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(run.err()).isEmpty();
        assertThat(report.get("healthy").booleanValue()).as(run.out()).isTrue();
        assertThat(run.exitCode()).isZero();
        List<String> names = report.get("checks").findValuesAsText("name");
        assertThat(names)
                .containsExactly(
                        "java",
                        "platform",
                        "processor",
                        "memory",
                        "cache",
                        "openmp",
                        "library path",
                        "fonts",
                        "libtorch",
                        "ffmpeg",
                        "opencv",
                        "onnxruntime",
                        "cuda");
    }

    @Test
    void theTextHasALineForEachCheck() {
        CommandRun run = CommandRun.of("doctor");
        assertThat(run.out().lines()).anyMatch(line -> line.matches("ok +libtorch +2\\..*threads"));
    }
}
