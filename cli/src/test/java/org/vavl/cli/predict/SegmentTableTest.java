package org.vavl.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
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
        assertThat(SegmentTable.read(table("start,end,who\n0.5,2.25,A\n\n1,3,B\n"), Set.of()))
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
        assertThatThrownBy(() -> SegmentTable.read(file, Set.of()))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining(reason.strip());
    }

    @Test
    void theAnnotationsOfElansAndPraatsFilesAreSegmentsEachStretchOnce() throws IOException {
        Path grid = Files.writeString(folder.resolve("a.TextGrid"), """
                File type = "ooTextFile"
                Object class = "TextGrid"

                0
                4
                <exists>
                2
                "IntervalTier"
                "one"
                0
                4
                2
                0
                1.5
                ""
                1.5
                4
                "x"
                "IntervalTier"
                "two"
                0
                4
                2
                0
                1
                "y"
                1.5
                4
                "z"
                """);
        assertThat(SegmentTable.read(grid, Set.of()))
                .containsExactly(new Segmentation.Span(1.5, 4), new Segmentation.Span(0, 1));
        assertThat(SegmentTable.read(grid, Set.of("one"))).containsExactly(new Segmentation.Span(1.5, 4));
        assertThatThrownBy(() -> SegmentTable.read(grid, Set.of("three")))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageEndingWith("has no tier three with annotations; it has one, two");
        Path eaf = Files.writeString(folder.resolve("a.eaf"), """
                <ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="250"/>
                <TIME_SLOT TIME_SLOT_ID="t2" TIME_VALUE="900"/></TIME_ORDER><TIER TIER_ID="a"><ANNOTATION>
                <ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2">
                <ANNOTATION_VALUE>x</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>
                """);
        assertThat(SegmentTable.read(eaf, Set.of())).containsExactly(new Segmentation.Span(0.25, 0.9));
        Path table = table("start,end,label,annotator\n0,1,x,one\n2,3,y,two\n");
        assertThat(SegmentTable.read(table, Set.of("two"))).containsExactly(new Segmentation.Span(2, 3));
    }
}
