package org.vavl.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.PcmFormat;
import org.vavl.features.media.TalkingFace;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.RecognitionSession;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.Recording;
import org.vavl.recognition.SessionSettings;
import org.vavl.recognition.WindowListener;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.WindowSettings;

class RecognitionSessionTest {
    @TempDir
    static Path folder;

    private static Recognizer recognizer;
    private static Path clip;
    private static PushedRecording pushed;
    private static @Nullable Recognition ofTheFile;

    @BeforeAll
    static void open() throws IOException {
        recognizer = Recognizer.builtIn();
        clip = FFmpegProgram.make(folder.resolve("long.mp4"), "-stream_loop", 5, "-i", TalkingFace.CLIP, "-c", "copy");
        pushed = PushedRecording.of(clip);
    }

    @AfterAll
    static void close() {
        recognizer.close();
    }

    private static Recognition ofTheFile() {
        if (ofTheFile == null) {
            ofTheFile = recognizer.recognize(clip);
        }
        return ofTheFile;
    }

    private static SessionSettings audioVisual() {
        return SessionSettings.audioVisual(PushedRecording.FORMAT, pushed.frameRate());
    }

    private static void assertAlike(List<WindowRecognition> actual, List<WindowRecognition> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).begin()).isEqualTo(expected.get(i).begin());
            assertThat(actual.get(i).end()).isCloseTo(expected.get(i).end(), within(1e-3));
            assertThat(actual.get(i).modalities()).isEqualTo(expected.get(i).modalities());
            List<Double> outputs = actual.get(i).prediction().orElseThrow().outputs();
            List<Double> expectedOutputs =
                    expected.get(i).prediction().orElseThrow().outputs();
            for (int c = 0; c < outputs.size(); c++) {
                assertThat(outputs.get(c)).as("window %d", i).isCloseTo(expectedOutputs.get(c), within(1e-5));
            }
        }
    }

    @Test
    @Tag("slow")
    void aFileThatIsPushedHasTheTimelineOfTheFile() {
        List<WindowRecognition> expected = ofTheFile().timeline();
        assertThat(expected).hasSizeGreaterThan(10);
        List<WindowRecognition> actual = new ArrayList<>();
        try (RecognitionSession session = recognizer.open(audioVisual(), window -> actual.add(window.recognition()))) {
            pushed.push(session, 3);
        }
        assertAlike(actual, expected);
    }

    @Test
    @Tag("slow")
    void whatLiesInMemoryIsRecognisedLikeTheFile() throws IOException {
        Recognition expected = ofTheFile();
        Recording recording = Recording.named("memory")
                .withSamples(pushed.samples(), PushedRecording.FORMAT)
                .withImages(pushed.images(), pushed.frameRate());
        Recognition actual = recognizer.recognize(recording);
        assertThat(actual.clip()).isEqualTo("memory");
        assertAlike(actual.timeline(), expected.timeline());
        Recognition ofBytes = recognizer.recognize("bytes", Files.readAllBytes(clip));
        assertThat(ofBytes.prediction().outputs())
                .isEqualTo(expected.prediction().outputs());
        assertThat(ofBytes.clip()).isEqualTo("bytes");
    }

    @Test
    @Tag("slow")
    void withLowLatencyAWindowComesBeforeTheNextSecondIsPushed() throws InterruptedException {
        List<WindowRecognition> windows = new CopyOnWriteArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        try (RecognitionSession session = recognizer.open(audioVisual().withLowLatency(), window -> {
            windows.add(window.recognition());
            first.countDown();
        })) {
            int samples = (int) (3.2 * PushedRecording.RATE);
            new PushedRecording(
                            Arrays.copyOf(pushed.samples(), samples),
                            pushed.images().stream()
                                    .filter(image -> image.seconds() < 3.2)
                                    .toList(),
                            pushed.frameRate())
                    .push(session, 4);
            assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(windows.get(0).end()).isEqualTo(3.0);
        assertThat(windows.get(0).modalities().get("visual").share()).isBetween(0.6, 0.9);
    }

    @Test
    void aStreamThatStopsHoldsUpNothing() {
        List<WindowRecognition> windows = new ArrayList<>();
        try (RecognitionSession session = recognizer.open(audioVisual(), window -> windows.add(window.recognition()))) {
            for (int second = 0; second < 12; second++) { // no image at all
                session.pushSamples(
                        second,
                        Arrays.copyOfRange(
                                pushed.samples(), second * PushedRecording.RATE, (second + 1) * PushedRecording.RATE));
            }
            assertThat(session.lateSeconds()).isZero();
        }
        assertThat(windows).hasSize(10);
        assertThat(windows.get(9).modalities().get("visual")).isInstanceOf(ModalityAvailability.Missing.class);
        assertThat(windows.get(9).prediction().orElseThrow().selectedHeads()).containsExactly("acoustic");
    }

    @Test
    @Tag("slow")
    @Timeout(300)
    void whoeverPushesOneAfterTheOtherNeverWaitsForEver() {
        List<WindowRecognition> windows = new ArrayList<>();
        try (RecognitionSession session = recognizer.open(audioVisual(), window -> windows.add(window.recognition()))) {
            session.pushSamples(0, pushed.samples()); // all of it, and only then the images
            pushed.images().forEach(image -> session.pushImage(image.seconds(), image.image()));
            session.pushSamples(200, Arrays.copyOf(pushed.samples(), PushedRecording.RATE)); // after a long pause
        }
        assertThat(windows).hasSizeGreaterThan(190);
    }

    /** Images that come two seconds behind the sound are late for a lateness of half a second, and in time for three. */
    @Test
    void theLatenessSaysWhatIsLate() {
        float[] second = Arrays.copyOf(pushed.samples(), PushedRecording.RATE);
        for (double lateness : new double[] {0.5, 3}) {
            try (RecognitionSession session =
                    recognizer.open(audioVisual().withLateness(lateness), WindowListener.NONE)) {
                session.pushImage(0, pushed.images().get(0).image());
                session.pushSamples(0, second);
                session.pushSamples(1, second);
                session.pushSamples(2, second);
                awaitBlackImages(session, lateness < 1);
                session.pushImage(1, pushed.images().get(1).image());
                assertThat(session.lateImages()).as("lateness %s s", lateness).isEqualTo(lateness < 1 ? 1 : 0);
            }
        }
    }

    /** The session's thread puts them where images are missing, as soon as it waits for those: one each tenth of a second, so that twenty are behind second 1. */
    private static void awaitBlackImages(RecognitionSession session, boolean expected) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (expected && session.missingImages() < 20 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(session.missingImages() > 0).isEqualTo(expected);
    }

    @Test
    void lateSoundIsDroppedAndMissingSoundIsSilence() {
        List<WindowRecognition> windows = new ArrayList<>();
        float[] second = Arrays.copyOf(pushed.samples(), PushedRecording.RATE);
        try (RecognitionSession session = recognizer.open(
                SessionSettings.audio(PushedRecording.FORMAT)
                        .withWindows(WindowSettings.defaults().of(1, 1)),
                window -> windows.add(window.recognition()))) {
            session.pushSamples(0, second);
            session.pushSamples(0.5, second); // its first half was there
            session.pushSamples(4, second); // 2.5 s of nothing before
            assertThat(session.lateSeconds()).isEqualTo(0.5);
            assertThat(session.missingSeconds()).isEqualTo(2.5);
            session.pushSamples(5.03, second); // clocks jitter
            assertThat(session.missingSeconds()).isEqualTo(2.5);
        }
        assertThat(windows).hasSize(6);
        assertThat(windows.get(3).prediction()).isEmpty();
        assertThat(windows.get(5).prediction()).isPresent();
    }

    @Test
    void whatIsNotSoundIsRefused() {
        try (RecognitionSession session =
                recognizer.open(SessionSettings.audio(PcmFormat.mono(8000)), WindowListener.NONE)) {
            assertThatThrownBy(() -> session.pushSamples(0, new float[] {0, Float.NaN}))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("sample 1 is NaN");
            assertThatThrownBy(() -> session.pushSamples(-1, new float[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-1.0 s");
            assertThatThrownBy(() -> session.pushImage(0, pushed.images().get(0).image()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without images");
        }
        assertThatThrownBy(() -> SessionSettings.video(0)).hasMessageContaining("1.0 to 240");
    }

    @Test
    void aSessionThatIsClosedTakesNothing() {
        RecognitionSession session =
                recognizer.open(SessionSettings.audio(PushedRecording.FORMAT), WindowListener.NONE);
        session.close();
        session.close();
        assertThatThrownBy(() -> session.pushSamples(0, new float[1]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the RecognitionSession is closed");
    }

    @Test
    void aListenerThatThrowsEndsTheSession() {
        RecognitionSession session = recognizer.open(SessionSettings.audio(PushedRecording.FORMAT), window -> {
            throw new UnsupportedOperationException("mine");
        });
        session.pushSamples(0, Arrays.copyOf(pushed.samples(), 4 * PushedRecording.RATE));
        assertThatThrownBy(session::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mine");
    }

    @Test
    void closingTheRecogniserEndsItsSessions() {
        Recognizer own = Recognizer.builtIn();
        RecognitionSession session = own.open(SessionSettings.audio(PushedRecording.FORMAT), WindowListener.NONE);
        own.close();
        assertThatThrownBy(() -> session.pushSamples(0, new float[1]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the Recognizer is closed");
        assertThatThrownBy(session::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the Recognizer is closed");
    }
}
