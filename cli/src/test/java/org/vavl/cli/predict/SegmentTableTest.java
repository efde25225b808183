package org.vavl.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.recognition.Segmentation;

class SegmentTableTest {
    @TempDir
    private Path folder;

    private Path table(String content) throws IOException {
        return Files.writeString(folder.resolve("segments.csv"), content);
    }

    @Test
    void eachRowIsASegment() throws IOException {
        assertThat(SegmentTable.read(table("start,end,who\n0.5,2.25,A\n\n1,3,B\n")))
                .containsExactly(new Segmentation.Span(0.5, 2.25), new Segmentation.Span(1, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start;stop#1;2 | has no column 'end'",
                "start;end# | has no segment",
                "start;end#1;x | line 2: end is 'x', and must be a number",
                "start;end#;2 | line 2: column 'start' is empty",
                "start;end#0;1#3;2 | line 3: the segment from 3.0 to 2.0 s has -1.0 s, and must have 0.1 to 150.0",
                "start;end#-1;2 | line 2: the segment from -1.0 to 2.0 s must begin at 0 s or later",
                "start;end#0;1e300 | line 2: the segment from 0.0 to 1.0E300 s must begin at 0 s or later"
            })
    void whatIsNoSegmentIsNamed(String content, String reason) throws IOException {
        Path file = table(content.replace("#", "\n"));
        assertThatThrownBy(() -> SegmentTable.read(file))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining(reason.strip());
    }
}
