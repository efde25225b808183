package org.vavl.features.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.Image;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.TalkingFace;
import org.vavl.features.media.TestMedia;
import org.vavl.features.media.VideoReader;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectorSource;
import org.vavl.features.vision.detection.HaarFaceDetector;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.features.vision.tracking.ShotBoundaryDetector;
import org.vavl.features.vision.tracking.ShotBoundaryDetector.Boundary;
import org.vavl.features.vision.tracking.TrackingSettings;

class VisualFrontEndTest {
    private static final FaceHogExtractor HOG = new FaceHogExtractor();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        HOG.close();
    }

    private static VisualFrontEnd frontEnd() {
        return new VisualFrontEnd(HOG, FaceDetectorSource.haar(), VisualSettings.defaults(), MediaLimits.defaults());
    }

    private static BitSet range(int begin, int end) {
        BitSet set = new BitSet();
        set.set(begin, end);
        return set;
    }

    @Test
    void aClipHasARowForEachPictureAndThoseWithoutAFaceAreNotValid() {
        FeatureSequence features = frontEnd().extract(TalkingFace.CLIP);
        assertThat(features.frames()).isEqualTo(75);
        assertThat(features.frameRate()).isEqualTo(25);
        assertThat(features.width()).isEqualTo(576);
        assertThat(features.valid()).isEqualTo(range(0, 60));
        assertThat(features.extractor()).isEqualTo(frontEnd().id());
        double sum = 0;
        for (int i = 0; i < 576; i++) {
            sum += features.value(30, i) * features.value(30, i);
        }
        assertThat(sum).as("16 blocks of length 1").isCloseTo(16, within(0.5));
    }

    @Test
    void theSameClipGivesTheSameValuesOnAnyThread() {
        VisualFrontEnd frontEnd = frontEnd();
        List<FeatureSequence> all = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> frontEnd.extract(TalkingFace.CLIP))
                .toList();
        for (FeatureSequence one : all) {
            assertThat(one.values()).isEqualTo(all.get(0).values());
        }
    }

    /** The face is found in the same pictures, at the same place, when the camera was held on its side or the clip is cut or late. */
    @Test
    void turnedAndLateClipsGiveTheSameFaces() throws IOException {
        FeatureSequence whole = frontEnd().extract(TalkingFace.CLIP);
        Path turned = folder.resolve("turned.mp4");
        FFmpegProgram.run(
                "-i",
                TalkingFace.CLIP,
                "-vf",
                "transpose=1",
                "-c:v",
                "mpeg4",
                "-q:v",
                2,
                "-an",
                folder.resolve("side.mp4"));
        FFmpegProgram.run("-display_rotation", 90, "-i", folder.resolve("side.mp4"), "-c", "copy", turned);
        assertAlike(frontEnd().extract(turned), whole, 0);
        Path late = folder.resolve("late.mkv");
        FFmpegProgram.run(
                "-itsoffset",
                0.4,
                "-i",
                TalkingFace.CLIP,
                "-i",
                TalkingFace.CLIP,
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-c",
                "copy",
                late);
        // The file begins with its sound, at 0.136 s: its pictures come 0.264 s later.
        assertAlike(frontEnd().extract(late), whole, 7);
    }

    private static void assertAlike(FeatureSequence actual, FeatureSequence expected, int later) {
        assertThat(actual.frames()).isEqualTo(expected.frames() + later);
        BitSet valid = range(later, later + 60);
        assertThat(actual.valid()).isEqualTo(valid);
        double difference = 0;
        for (int frame = 0; frame < 60; frame++) {
            for (int i = 0; i < expected.width(); i++) {
                difference += Math.abs(actual.value(frame + later, i) - expected.value(frame, i));
            }
        }
        assertThat(difference / (60 * expected.width())).as("mean difference").isLessThan(0.02);
    }

    /** A face behind a cut that is elsewhere, or looks otherwise, is another person: the longer shot speaks for the clip. */
    @Test
    void aCutEndsTheTrack() throws IOException {
        Path cut = filtered("trim=end_frame=50,hflip=enable='gte(n,20)'");
        assertThat(frontEnd().extract(cut).valid()).isEqualTo(range(20, 50));
        VisualSettings largest = new VisualSettings(TrackingSettings.defaults(), FaceSelection.parse("largest"));
        VisualFrontEnd each = new VisualFrontEnd(HOG, FaceDetectorSource.haar(), largest, MediaLimits.defaults());
        assertThat(each.extract(cut).valid()).isEqualTo(range(0, 50));
    }

    /** A shot of something else in between, too long for a flash: the face behind it is at its place and looks the same. */
    @Test
    void aTrackIsJoinedAgainBehindOtherShots() throws IOException {
        Path there = filtered("trim=end_frame=20,setpts=PTS-STARTPTS");
        Path joined = folder.resolve("joined.mkv");
        FFmpegProgram.run(
                "-i",
                there,
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=240x200:r=25:d=0.8",
                "-filter_complex",
                "[0:v]split[a][b];[1:v]format=yuv420p[c];[a][c][b]concat=n=3",
                "-c:v",
                "ffv1",
                joined);
        BitSet expected = range(0, 60);
        expected.clear(20, 40);
        assertThat(frontEnd().extract(joined).valid()).isEqualTo(expected);
    }

    @Test
    void otherLightIsNoCut() throws IOException {
        Path lit = filtered("trim=end_frame=50,lutyuv=y='val*0.8+40':enable='gte(n,20)'");
        assertThat(frontEnd().extract(lit).valid()).isEqualTo(range(0, 50));
    }

    /** Frames in which there is nothing to see are not valid, all others that show the face are. */
    @Test
    void blankPicturesChangeNothing() throws IOException {
        String fill = "trim=end_frame=50,drawbox=t=fill:c=";
        BitSet expected = new BitSet();
        for (int frame = 0; frame < 50; frame++) {
            expected.set(frame, frame % 10 >= 5);
        }
        assertThat(frontEnd()
                        .extract(filtered(fill + "black:enable='lt(mod(n,10),5)'"))
                        .valid())
                .as("half of the frames black")
                .isEqualTo(expected);
        expected.set(0, 50);
        expected.clear(12);
        expected.clear(37);
        assertThat(frontEnd()
                        .extract(filtered(fill + "white:enable='eq(mod(n,25),12)'"))
                        .valid())
                .as("a white frame a second")
                .isEqualTo(expected);
    }

    /** A flash of which something is to be seen, such as another picture for a moment, ends nothing. */
    @Test
    void aFlashIsNoCut() throws IOException {
        BitSet expected = range(0, 50);
        expected.clear(20, 23);
        Path flash = filtered("trim=end_frame=50,drawgrid=w=40:h=30:t=12:enable='between(n,20,22)'"
                + ",drawbox=x=60:y=40:w=120:h=130:t=fill:enable='between(n,20,22)'");
        assertThat(frontEnd().extract(flash).valid()).isEqualTo(expected);
    }

    private Path filtered(String filter) throws IOException {
        Path target = folder.resolve("filtered.mkv");
        FFmpegProgram.run("-y", "-i", TalkingFace.CLIP, "-vf", filter, "-an", "-c:v", "ffv1", target);
        return target;
    }

    @Test
    void movementIsNoCut() throws IOException {
        Path moving = folder.resolve("moving.mkv");
        FFmpegProgram.run(
                "-i",
                TalkingFace.CLIP,
                "-vf",
                "trim=end_frame=50,crop=200:iw*0.6:20+10*sin(n/4):10+8*sin(n/3)",
                "-an",
                "-c:v",
                "ffv1",
                moving);
        ShotBoundaryDetector cuts = new ShotBoundaryDetector();
        try (VideoReader reader =
                VideoReader.open(moving, MediaLimits.defaults()).orElseThrow()) {
            while (reader.next()) {
                assertThat(cuts.next(reader.seconds(), reader.image()))
                        .as("at %s s", reader.seconds())
                        .isEqualTo(Boundary.NONE);
            }
        }
    }

    @Test
    void aStillPictureIsAVideoOfOneFrame() throws IOException {
        Path still = folder.resolve("still.png");
        FFmpegProgram.run("-i", TalkingFace.CLIP, "-frames:v", 1, still);
        FeatureSequence features = frontEnd().extract(still);
        assertThat(features.frames()).isEqualTo(1);
        assertThat(features.valid()).isEqualTo(range(0, 1));
    }

    @Test
    void aVideoWithoutAFaceHasNoValidFrame() throws IOException {
        Path empty = folder.resolve("empty.mkv");
        FFmpegProgram.run("-f", "lavfi", "-i", "testsrc=s=160x120:r=10", "-t", 2, "-c:v", "mjpeg", empty);
        FeatureSequence features = frontEnd().extract(empty);
        assertThat(features.frames()).isEqualTo(20);
        assertThat(features.validFrames()).isZero();
    }

    @Test
    void soundAloneHasNoVisualFeatures() throws IOException {
        Path sound = TestMedia.wav(folder.resolve("a.wav"), 16_000, 1, TestMedia.sound(16_000, 0.5));
        assertThatThrownBy(() -> frontEnd().extract(sound))
                .isInstanceOf(VavlException.class)
                .hasMessage(sound + ": has no video, and no picture");
    }

    @Test
    void theVersionSaysWithWhatFeaturesWereMade() {
        VisualSettings settings =
                new VisualSettings(new TrackingSettings(0, 0, 1e-5, 0.25), FaceSelection.parse("largest"));
        VisualFrontEnd frontEnd = new VisualFrontEnd(HOG, FaceDetectorSource.haar(), settings, MediaLimits.defaults());
        VisualVersion version = VisualVersion.of(frontEnd.id());
        assertThat(version.settings()).isEqualTo(settings);
        assertThat(version.detector()).isEqualTo(FaceDetectorSource.haar().id());
        assertThat(version.extractorVersion()).isEqualTo(HOG.id().version());
        ExtractorId earlier = new ExtractorId("face-hog", "1@haar=1;interval=0.1;bridge=0.3;smoothing=0.2;face=1");
        assertThat(VisualVersion.of(earlier).settings().tracking())
                .as("looked for everywhere each time")
                .isEqualTo(new TrackingSettings(0.1, 0.1, 0.3, 0.2));
        assertThatThrownBy(() -> VisualVersion.of(new ExtractorId("face-hog", "1@haar=1;interval=x")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("face-hog 1@haar=1;interval=x");
    }

    @Test
    void aFaceOfAnySizeIsFoundWithItsEyes() throws IOException {
        for (double scale : new double[] {0.7, 1, 2.5, 6}) {
            Path still = folder.resolve("still-" + scale + ".png");
            FFmpegProgram.run("-i", TalkingFace.CLIP, "-frames:v", 1, "-vf", "scale=iw*" + scale + ":-1", still);
            Image image = TestPictures.picture(still, 0);
            try (FaceDetector detector = HaarFaceDetector.open()) {
                List<Face> faces = detector.detect(image);
                assertThat(faces).as("scale %s", scale).hasSize(1);
                Face face = faces.get(0);
                assertThat(face.box().intersectionOverUnion(new Box(73, 55, 96, 96).scaled(scale)))
                        .isGreaterThan(0.8);
                assertThat(face.leftEye().x() / scale).isCloseTo(98.6, within(4.0));
                assertThat(face.rightEye().x() / scale).isCloseTo(142.2, within(4.0));
                assertThat(face.leftEye().y() / scale).isCloseTo(89, within(4.0));
            }
        }
    }
}
