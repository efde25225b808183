package org.vavl.features.vision.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vavl.features.Image;
import org.vavl.features.vision.TestPictures;
import org.vavl.features.vision.tracking.DetectionSchedule.Step;

class DetectionScheduleTest {
    private static final double RATE = 10;

    private static List<Step> plan(TrackingSettings settings, int frames, int cut) {
        DetectionSchedule plan = new DetectionSchedule(settings);
        List<Step> steps = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            int shift = frame < cut ? 0 : 3;
            Image image = TestPictures.of(32, 32, 1, (x, y) -> 60 * ((x + shift) / 6 % 4));
            steps.add(plan.next(frame / RATE, image));
        }
        return steps;
    }

    private static List<Integer> where(List<Step> steps, Step step) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) == step) {
                places.add(i);
            }
        }
        return places;
    }

    @Test
    void everySoOftenAndBehindACut() {
        List<Step> steps = plan(new TrackingSettings(0.3, 0.1, 0.3, 0), 15, 7);
        assertThat(where(steps, Step.CUT)).containsExactly(7);
        assertThat(where(steps, Step.SEARCH)).containsExactly(0, 3, 6, 10, 13);
    }

    @Test
    void everyPictureIfNoneIsFollowed() {
        assertThat(where(plan(TrackingSettings.withDetectionInterval(0), 9, 9), Step.SEARCH))
                .hasSize(9);
    }
}
