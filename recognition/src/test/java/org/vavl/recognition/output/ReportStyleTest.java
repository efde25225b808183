package org.vavl.recognition.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportStyleTest {
    private static final String GREY = "#6f6f74";

    @Test
    void whatIsNeutralIsGreyWhereverItStands() {
        assertThat(ReportStyle.of(List.of("angry", "neutral", "sad")))
                .contains(".s1 { background: " + GREY)
                .doesNotContain(".s0 { background: " + GREY, ".s2 { background: " + GREY);
        assertThat(ReportStyle.of(List.of("neutral", "sad"))).contains(".s0 { background: " + GREY);
    }

    @Test
    void coloursAreRepeatedOnlyAfterTheLastOne() {
        List<String> nine = IntStream.range(0, 9).mapToObj(c -> "emotion " + c).toList();

        assertThat(ReportStyle.of(nine.subList(0, 8)))
                .doesNotContain("stroke-dasharray: 6 4")
                .contains(GREY);
        assertThat(ReportStyle.of(nine)).containsPattern("\\.curve\\.s8 [^\\n]*stroke-dasharray: 6 4");
    }
}
