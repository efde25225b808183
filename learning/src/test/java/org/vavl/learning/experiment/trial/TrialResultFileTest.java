package org.vavl.learning.experiment.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;

class TrialResultFileTest {
    @TempDir
    private Path folder;

    /** What the code of commit 1eaae44 wrote ({@code tools/fixtures/version_1.sh}). */
    private static Path versionOne() throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(TrialResultFileTest.class.getResource("/org/vavl/learning/version1/result.json"))
                        .toURI());
    }

    @Test
    void aResultFromBeforeVersionsWereWrittenIsReadAndWrittenAgain() throws URISyntaxException, IOException {
        TrialResult result = TrialResultFile.read(versionOne());
        assertThat(result.model()).isEqualTo("tiny");
        assertThat(result.number()).isEqualTo(1);
        assertThat(result.digest()).startsWith("3bd4d442");
        assertThat(result.clips()).containsEntry("answer", 2).containsEntry("visual", 1);
        assertThat(result.value("acoustic", "logLoss").orElseThrow()).isCloseTo(0.7531365424305492, within(1e-12));
        assertThat(result.intervals()).isEmpty();
        Path again = folder.resolve("result.json");
        TrialResultFile.write(again, result);
        assertThat(Files.readString(again)).startsWith("{\"format\":\"2\",");
        assertThat(TrialResultFile.read(again)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "\"number\":1, | !! | number",
                "\"epoch\":1 | \"epoch\":null | epoch",
                "\"epoch\":1 | \"epoch\":\"1\" | epoch",
                "\"number\":1 | \"number\":1,\"runs\":2 | runs",
                "\"number\":1 | \"format\":\"3\",\"number\":1 | its format is '3'",
                "{\"model\" | [{\"model\" | result.json"
            })
    void whatIsMissingUnknownOrOfAnotherVersionIsRefusedByTheFilesName(String before, String after, String named)
            throws URISyntaxException, IOException {
        Path changed = folder.resolve("result.json");
        Files.writeString(changed, Files.readString(versionOne()).replace(before, after));
        assertThatThrownBy(() -> TrialResultFile.read(changed))
                .isInstanceOf(VavlException.class)
                .hasMessageContainingAll(changed.toString(), named)
                .hasMessageNotContaining("\n");
    }
}
