package org.vavl.features.vision.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.Image;
import org.vavl.features.vision.TestPictures;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.Point;

class FaceTrackerTest {
    private static final double RATE = 25;
    private static final TrackingSettings UNSMOOTHED = new TrackingSettings(0.3, 0.1, 0.3, 0);

    private static Face face(double x, double size) {
        return new Face(new Box(x, 50, size, size), 1, List.of());
    }

    /** Looks for faces as the front end does, in a video whose faces are known. */
    private static List<FaceTrack> track(TrackingSettings settings, int frames, IntFunction<List<Face>> truth) {
        FaceTracker tracker = new FaceTracker(settings);
        FaceDetector detector = new FaceDetector() {
            @Override
            public ExtractorId id() {
                return new ExtractorId("known", "1");
            }

            @Override
            public List<Face> detect(Image image) {
                return truth.apply(image.value(0, 0, 0));
            }

            @Override
            public List<Face> detectNear(Image image, List<Box> places) {
                return detect(image).stream()
                        .filter(face ->
                                places.stream().anyMatch(place -> place.intersectionOverUnion(face.box()) > 0.1))
                        .toList();
            }

            @Override
            public void close() {}
        };
        FaceDetectionPass search = new FaceDetectionPass(detector, tracker, settings);
        DetectionSchedule plan = new DetectionSchedule(settings);
        for (int i = 0; i < frames; i++) {
            int frame = i;
            Image image = TestPictures.of(32, 32, 1, (x, y) -> x == 0 && y == 0 ? frame : 40 * (x / 8 + y / 16));
            search.accept(i, i / RATE, image, plan.next(i / RATE, image));
        }
        search.finish();
        return tracker.tracks();
    }

    private static List<Integer> present(FaceTrack track, int frames) {
        List<Integer> present = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            if (track.face(i, i / RATE).isPresent()) {
                present.add(i);
            }
        }
        return present;
    }

    private static List<Integer> range(int begin, int end) {
        List<Integer> range = new ArrayList<>();
        for (int i = begin; i < end; i++) {
            range.add(i);
        }
        return range;
    }

    @Test
    void aFaceIsFollowedHoweverSeldomItIsLookedFor() {
        for (double interval : new double[] {0, 0.04, 0.1, 0.2, 0.3, 0.5, 1}) {
            List<FaceTrack> tracks = track(
                    TrackingSettings.withDetectionInterval(interval),
                    100,
                    frame -> List.of(face(100 + 0.2 * frame, 80)));
            assertThat(tracks).as("every %s s", interval).hasSize(1);
            assertThat(present(tracks.get(0), 100)).as("every %s s", interval).isEqualTo(range(0, 100));
            for (int i = 0; i < 100; i++) {
                Box followed = tracks.get(0).face(i, i / RATE).orElseThrow().box();
                assertThat(followed.intersectionOverUnion(
                                face(100 + 0.2 * i, 80).box()))
                        .as("every %s s, frame %s", interval, i)
                        .isGreaterThan(0.95);
            }
        }
        assertThatThrownBy(() -> TrackingSettings.withDetectionInterval(1.5)).hasMessageContaining("1.5");
    }

    @Test
    void aFaceIsThereFromTheFrameInWhichItComesToThatInWhichItGoes() {
        for (int begin = 0; begin < 5; begin++) {
            for (int end = 20; end < 25; end++) {
                int from = begin;
                int to = end;
                List<FaceTrack> tracks = track(
                        UNSMOOTHED, 30, frame -> frame >= from && frame < to ? List.of(face(frame, 50)) : List.of());
                assertThat(tracks).hasSize(1);
                assertThat(present(tracks.get(0), 30)).isEqualTo(range(begin, end));
            }
        }
    }

    @Test
    void betweenDetectionsAFaceMovesEvenly() {
        List<FaceTrack> tracks = track(UNSMOOTHED, 31, frame -> List.of(face(2 * frame, 50 + frame)));
        assertThat(tracks.get(0).detections()).as("not in every frame").isLessThan(15);
        for (int frame = 0; frame < 31; frame++) {
            Box box = tracks.get(0).face(frame, frame / RATE).orElseThrow().box();
            assertThat(box.x()).isCloseTo(2 * frame, within(1e-9));
            assertThat(box.width()).isCloseTo(50 + frame, within(1e-9));
        }
    }

    @Test
    void aDetectorThatMissesAFewFramesDoesNotLoseTheFace() {
        List<FaceTrack> tracks =
                track(UNSMOOTHED, 60, frame -> frame == 30 || frame == 31 ? List.of() : List.of(face(100, 50)));
        assertThat(present(tracks.get(0), 60)).isEqualTo(range(0, 60));
    }

    @Test
    void aFaceThatWasAwayIsTheSameAndWasNotThereInBetween() {
        List<FaceTrack> tracks =
                track(UNSMOOTHED, 80, frame -> frame >= 30 && frame < 50 ? List.of() : List.of(face(100, 50)));
        assertThat(tracks).hasSize(1);
        List<Integer> present = range(0, 30);
        present.addAll(range(50, 80));
        assertThat(present(tracks.get(0), 80)).isEqualTo(present);
    }

    /** At its old place nothing is found; so it is looked for everywhere at once, and known to the frame when it jumped. */
    @Test
    void aFaceThatIsLostIsLookedForEverywhereAtOnce() {
        TrackingSettings seldom = new TrackingSettings(2, 0.1, 0.3, 0);
        List<FaceTrack> tracks = track(seldom, 40, frame -> List.of(face(frame < 11 ? 100 : 150, 50)));
        assertThat(tracks).as("it looks the same").hasSize(1);
        assertThat(present(tracks.get(0), 40)).isEqualTo(range(0, 40));
        assertThat(tracks.get(0).face(11, 11 / RATE).orElseThrow().box().x()).isEqualTo(150);
        assertThat(track(seldom, 40, frame -> List.of(face(frame < 11 ? 100 : 300, 50))))
                .as("too far away to be the same")
                .hasSize(2)
                .allSatisfy(track -> assertThat(present(track, 40))
                        .isEqualTo(track.firstFrame() == 0 ? range(0, 11) : range(11, 40)));
    }

    @Test
    void theLargestForTheLongestSpeaks() {
        List<FaceTrack> tracks = track(UNSMOOTHED, 60, frame -> {
            List<Face> faces = new ArrayList<>(List.of(face(0, 40), face(100, 50)));
            if (frame < 12) {
                faces.add(face(200, 90)); // larger, and soon gone: 90²·12 < 50²·60
            }
            return faces;
        });
        assertThat(tracks).hasSize(3);
        FaceSelection choice = FaceSelection.defaults();
        assertThat(choice.face(tracks, 5, 0.2).orElseThrow().box().width()).isEqualTo(50);
        assertThat(FaceSelection.parse("2")
                        .face(tracks, 5, 0.2)
                        .orElseThrow()
                        .box()
                        .width())
                .isEqualTo(90);
        assertThat(FaceSelection.parse("2").face(tracks, 50, 2)).as("gone").isEmpty();
        assertThat(FaceSelection.parse("4").face(tracks, 5, 0.2)).isEmpty();
        FaceSelection largest = FaceSelection.parse("largest");
        assertThat(largest.face(tracks, 5, 0.2).orElseThrow().box().width()).isEqualTo(90);
        assertThat(largest.face(tracks, 50, 2).orElseThrow().box().width()).isEqualTo(50);
        for (String wrong : List.of("0", "101", "second", "")) {
            assertThatThrownBy(() -> FaceSelection.parse(wrong))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("'" + wrong + "'");
        }
    }

    @Test
    void whatIsSeenOnceIsAMistakeUnlessThereIsNoMoreToSee() {
        List<FaceTrack> tracks = track(UNSMOOTHED, 60, frame -> frame == 30 ? List.of(face(100, 50)) : List.of());
        assertThat(tracks).isEmpty();
        assertThat(track(UNSMOOTHED, 1, frame -> List.of(face(100, 50)))).hasSize(1);
    }

    @Test
    void facesThatPassEachOtherKeepTheirTracks() {
        List<FaceTrack> tracks = track(new TrackingSettings(0, 0, 0.3, 0), 51, frame -> {
            Face left = new Face(new Box(10 + 4 * frame, 40, 50, 50), 1, List.of());
            Face right = new Face(new Box(210 - 4 * frame, 75, 50, 50), 1, List.of());
            return frame % 2 == 0 ? List.of(left, right) : List.of(right, left);
        });
        assertThat(tracks).hasSize(2);
        for (FaceTrack track : tracks) {
            double first = track.face(0, 0).orElseThrow().box().y();
            for (int frame = 0; frame < 51; frame++) {
                assertThat(track.face(frame, frame / RATE).orElseThrow().box().y())
                        .isEqualTo(first);
            }
        }
    }

    @Test
    void smoothingTakesJitterAwayAndLeavesWhatStandsStill() {
        TrackingSettings smooth = new TrackingSettings(0.3, 0.1, 0.3, 0.5);
        FaceTrack still = track(smooth, 50, frame -> List.of(face(100, 50))).get(0);
        FaceTrack jitter = track(smooth, 50, frame -> List.of(face(100 + (frame % 2 == 0 ? 5 : -5), 50)))
                .get(0);
        for (int frame = 10; frame < 40; frame++) {
            assertThat(still.face(frame, frame / RATE).orElseThrow().box().x()).isCloseTo(100, within(1e-9));
            assertThat(jitter.face(frame, frame / RATE).orElseThrow().box().x()).isCloseTo(100, within(3.0));
        }
    }

    @Test
    void eyesThatWereNotFoundAreWhereTheyWereInTheBoxBefore() {
        FaceTrack track = track(new TrackingSettings(0.1, 0.1, 0.3, 0.2), 30, frame -> {
                    Box box = new Box(100 + frame, 50, 100, 100);
                    List<Point> eyes = List.of(box.at(0.25, 0.3), box.at(0.75, 0.35));
                    return List.of(new Face(box, 1, frame % 9 == 0 ? eyes : List.of()));
                })
                .get(0);
        Face face = track.face(9, 9 / RATE).orElseThrow();
        assertThat(face.leftEye().x()).isCloseTo(face.box().x() + 25, within(0.01));
        Optional<Face> without = track.face(5, 5 / RATE);
        assertThat(without).isPresent();
        assertThat(without.get().leftEye().y()).isBetween(79.0, 91.0);
    }
}
