package org.vavl.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingPartTest {
    private static final WindowSettings WINDOWS = WindowSettings.defaults();

    private static List<Long> begins(double seconds, double partSeconds) {
        return RecordingPart.divide(WINDOWS, seconds, partSeconds).stream()
                .map(RecordingPart::first)
                .toList();
    }

    @Test
    void partsAreOfAboutTheSameLengthFollowEachOtherAndTheLastIsOpen() {
        assertThat(begins(600, 600)).containsExactly(0L);
        assertThat(begins(601, 600)).containsExactly(0L, 301L);
        assertThat(begins(1850.5, 600)).containsExactly(0L, 463L, 926L, 1389L);
        assertThat(begins(0, 600)).containsExactly(0L);
        assertThat(begins(5, 1)).containsExactly(0L, 1L, 2L, 3L, 4L);
        List<RecordingPart> parts = RecordingPart.divide(WINDOWS, 1850.5, 600);
        for (int i = 0; i + 1 < parts.size(); i++) {
            assertThat(parts.get(i).end()).isEqualTo(parts.get(i + 1).first());
            assertThat(parts.get(i).isLast()).isFalse();
        }
        assertThat(parts.get(3).isLast()).isTrue();
        assertThat(parts.get(0).isFirst()).isTrue();
    }

    @Test
    void noWindowAndOtherSegmentsAreRefused() {
        assertThatThrownBy(() -> new RecordingPart(WINDOWS, 3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have a window");
        assertThatThrownBy(() -> new RecordingPart(WINDOWS.withSegmentation(new Segmentation.Utterances()), 0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in windows");
        assertThatThrownBy(() -> new RecordingPart(WINDOWS.withExplanations(), 0, 5))
                .hasMessageContaining("not be explained");
        assertThatThrownBy(() -> RecordingPart.divide(WINDOWS, Double.POSITIVE_INFINITY, 60))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordingPart.divide(WINDOWS, 100, 0.5))
                .hasMessageContaining("must be at least a step");
    }

    @Test
    void onlyAllPartsOfOneRecordingAreJoined() {
        PartRecognition first = PartRecognition.none(new RecordingPart(WINDOWS, 0, 5));
        PartRecognition second = PartRecognition.none(new RecordingPart(WINDOWS, 5, RecordingPart.OPEN));
        PartRecognition third = PartRecognition.none(new RecordingPart(WINDOWS, 6, RecordingPart.OPEN));
        for (List<PartRecognition> wrong :
                List.of(List.of(first), List.of(second), List.of(first, third), List.of(second, first))) {
            assertThatThrownBy(() -> PartRecognition.join("call", RecordingPartsTest.TASK, wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
