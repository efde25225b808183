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
        assertThat(found.extractor()).isEqualTo(expected.extractor());
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
