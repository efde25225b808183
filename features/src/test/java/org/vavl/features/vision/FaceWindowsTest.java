package org.vavl.features.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.TalkingFace;
import org.vavl.features.vision.detection.FaceDetectorSource;
import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.features.vision.tracking.TrackingSettings;

class FaceWindowsTest {
    @TempDir
    private Path folder;

    private static VisualFrontEnd frontEnd() {
        return new VisualFrontEnd(
                new FaceHogExtractor(), FaceDetectorSource.haar(), VisualSettings.defaults(), MediaLimits.defaults());
    }

    private static void assertSame(FeatureSequence found, FeatureSequence expected) {
        assertThat(found.valid()).isEqualTo(expected.valid());
        assertThat(found.frameRate()).isEqualTo(expected.frameRate());
        assertThat(found.extractor().name()).isEqualTo(expected.extractor().name());
        for (int row = 0; row < expected.frames(); row++) {
            for (int i = 0; expected.isValid(row) && i < expected.width(); i++) {
                assertThat(found.value(row, i)).as("row %d, value %d", row, i).isEqualTo(expected.value(row, i));
            }
        }
    }

    @Test
    void oneWindowIsTheWholeVideoAndSmallerOnesAreItsParts() {
        try (VisualFrontEnd frontEnd = frontEnd();
                FaceWindows windows = frontEnd.windows(TalkingFace.CLIP)) {
            FeatureSequence whole = frontEnd.extract(TalkingFace.CLIP);
            FaceWindow first = windows.next(0, 60);
            assertSame(first.features(), whole);
            assertThat(first.features().frames()).isEqualTo(75);
            assertThat(windows.hasEnded()).isTrue();
            assertThat(windows.seconds()).isEqualTo(3);
            assertThat(first.portrait().orElseThrow().channels()).isEqualTo(3);
            assertSame(windows.next(0, 1).features(), whole.part(0, 25));
            assertSame(windows.next(1, 2).features(), whole.part(25, 50));
            assertSame(windows.next(1.6, 60).features(), whole.part(40, 75));
            FaceWindow wall = windows.next(2.5, 3);
            assertThat(wall.features().validFrames()).isZero();
            assertThat(wall.portrait()).isEmpty();
            assertThat(windows.next(4, 5).features().frames()).isZero();
        }
    }

    /** A face that is followed is there, also where nobody looks. */
    @Test
    void windowsHaveTheFacesThatAreFollowedHoweverSeldomTheyAreLookedFor() {
        VisualSettings seldom = new VisualSettings(TrackingSettings.withDetectionInterval(1), FaceSelection.defaults());
        FaceHogExtractor hog = new FaceHogExtractor();
        try (VisualFrontEnd frontEnd =
                        new VisualFrontEnd(hog, FaceDetectorSource.haar(), seldom, MediaLimits.defaults());
                FaceWindows windows = frontEnd.windows(TalkingFace.CLIP)) {
            for (int window = 0; window < 4; window++) {
                FaceWindow next = windows.next(window * 0.4, window * 0.4 + 0.4);
                assertThat(next.features().validFrames())
                        .as("window %d", window)
                        .isEqualTo(10);
                assertThat(next.faces()).as("window %d", window).isEqualTo(1);
            }
            FaceWindow wall = windows.next(2.6, 3);
            assertThat(wall.faces()).isZero();
        }
    }

    /** One person on the left, then, larger and longer, another one on the right: each speaks for the window in which it is. */
    @Test
    void eachWindowHasTheFaceThatIsTheMostProminentInIt() throws IOException {
        Path clip = TalkingFace.CLIP;
        Path left = folder.resolve("left.mkv");
        Path right = folder.resolve("right.mkv");
        Path both = folder.resolve("both.mkv");
        FFmpegProgram.run("-i", clip, "-t", 2, "-vf", "scale=iw/2:-2,pad=3*iw:2*ih", "-an", "-c:v", "ffv1", left);
        FFmpegProgram.run("-i", clip, "-t", 2, "-vf", "pad=3*iw/2:ih:iw/2:0", "-an", "-c:v", "ffv1", right);
        String joined = "[0:v][1:v][1:v]concat=n=3";
        FFmpegProgram.run("-i", left, "-i", right, "-filter_complex", joined, "-c:v", "ffv1", both);
        try (VisualFrontEnd frontEnd = frontEnd();
                FaceWindows windows = frontEnd.windows(both)) {
            List<Integer> found = List.of(
                    windows.next(0, 2).features().validFrames(),
                    windows.next(2, 4).features().validFrames(),
                    windows.next(4, 6).features().validFrames());
            assertThat(found).allSatisfy(frames -> assertThat(frames).isGreaterThan(40));
            assertThat(frontEnd.extract(both).part(0, 50).validFrames()).isZero();
        }
    }

    /** Two people side by side, the one on the left larger: each is followed, and has features if they are asked for. */
    @Test
    void everyoneIsFollowedAndDescribed() throws IOException {
        Path two = folder.resolve("two.mkv");
        String side = "[0:v]split[a][b];[b]hflip,scale=iw*0.8:-2,pad=iw:ih/0.8:0:0[c];[a][c]hstack";
        FFmpegProgram.run("-i", TalkingFace.CLIP, "-t", 2, "-filter_complex", side, "-an", "-c:v", "ffv1", two);
        try (VisualFrontEnd frontEnd = frontEnd();
                FaceWindows windows = frontEnd.windows(two)) {
            windows.describeEveryone();
            FaceWindow window = windows.next(0, 2);
            List<FollowedFace> faces = windows.faces();
            assertThat(faces).hasSize(2);
            assertThat(window.faces()).isEqualTo(2);
            FollowedFace left = faces.get(0);
            FollowedFace right = faces.get(1);
            assertThat(window.speaker()).contains(left.number());
            assertThat(left.prominence()).isGreaterThan(right.prominence());
            assertThat(left.places().get(0).box().x()).isBetween(60.0, 90.0);
            assertThat(right.places().get(0).box().x()).isBetween(280.0, 340.0);
            assertThat(left.places()).extracting(FollowedFace.Place::seconds).containsExactly(0.0, 1.0);
            assertThat(left.seconds()).isEqualTo(2);
            assertThat(left.spans()).hasSize(1);
            assertThat(left.width()).isEqualTo(432);
            FeatureSequence other = window.others().get(right.number());
            assertThat(window.others()).hasSize(1);
            assertThat(other.validFrames()).isGreaterThan(45);
            try (FaceWindows second = second().windows(two)) {
                assertSame(other, second.next(0, 2).features());
            }
        }
    }

    private static VisualFrontEnd second() {
        return new VisualFrontEnd(
                new FaceHogExtractor(),
                FaceDetectorSource.haar(),
                new VisualSettings(TrackingSettings.defaults(), FaceSelection.parse("2")),
                MediaLimits.defaults());
    }

    @Test
    void featuresOfALongVideoAreThoseOfAShortOneAgainAndAgain() throws IOException {
        Path again = folder.resolve("again.mkv");
        FFmpegProgram.run("-stream_loop", 9, "-i", TalkingFace.CLIP, "-an", "-c:v", "copy", again);
        try (VisualFrontEnd frontEnd = frontEnd();
                FaceWindows windows = frontEnd.windows(again)) {
            int step = 0;
            for (; !windows.hasEnded(); step++) {
                assertThat(windows.next(3 * step, 3 * step + 3).features().validFrames())
                        .as("from %d s on", 3 * step)
                        .isBetween(58, 61);
            }
            assertThat(step).isEqualTo(10);
            assertThat(windows.seconds()).isBetween(29.9, 30.2);
        }
    }
}
