package org.vavl.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.features.Image;
import org.vavl.features.audio.AcousticSettings;
import org.vavl.features.audio.LogMelExtractor;
import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.media.TalkingFace;
import org.vavl.features.vision.FaceHogExtractor;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.VisualSettings;
import org.vavl.features.vision.detection.FaceDetectorSource;
import org.vavl.features.vision.tracking.FaceSelection;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.FaceChoice;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.RecognizerSettings;
import org.vavl.recognition.Segmentation;
import org.vavl.recognition.WindowListener;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.WindowSettings;
import org.vavl.recognition.explanation.Explanation;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.people.Person;

/** What is said of recordings, by a network whose weights are drawn. */
class RecognizerTest {
    private static final Task TASK = new Task.Classification(List.of("happy", "sad", "angry"), false);
    private static final LogMelExtractor SOUND = new LogMelExtractor(AcousticSettings.defaults());

    @TempDir
    private static Path folder;

    private static VisualFrontEnd faces;
    private static Recognizer recognizer;

    @BeforeAll
    static void drawAModel() {
        faces = new VisualFrontEnd(
                new FaceHogExtractor(), FaceDetectorSource.haar(), VisualSettings.defaults(), MediaLimits.defaults());
        Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
        statistics.put(new Modality(Modality.ACOUSTIC, SOUND.width()), unit(SOUND.width()));
        int width = faces.extractor().width();
        statistics.put(new Modality(Modality.VISUAL, width), unit(width));
        Path file = folder.resolve("model.safetensors");
        try (TrainedModel model = new TrainedModel(
                new VavlFamily()
                        .presets()
                        .get("tiny")
                        .build(List.copyOf(statistics.keySet()), TASK, ParameterStore.initialised(Device.CPU, 3)),
                statistics,
                Map.<String, ExtractorId>of(Modality.ACOUSTIC, SOUND.id(), Modality.VISUAL, faces.id()),
                new Provenance(Map.of(), ""))) {
            ModelFile.write(file, model);
        }
        // the tests are of windows and faces: the voice of the talking face pauses
        recognizer = Recognizer.load(file, RecognizerSettings.defaults().withSpeech(SpeechDetection.OFF));
    }

    @Test
    void anInterruptedThreadGetsNoAnswerRatherThanOneOfWhatWasRead() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> recognizer.recognize(TalkingFace.CLIP))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static FeatureStatistics unit(int width) {
        float[] ones = new float[width];
        Arrays.fill(ones, 1);
        return new FeatureStatistics(new float[width], ones);
    }

    @AfterAll
    static void close() {
        recognizer.close();
        faces.close();
    }

    private static Path ffmpeg(String name, Object... arguments) throws IOException {
        return FFmpegProgram.make(folder.resolve(name), arguments);
    }

    private static Path longClip(String name, int times) throws IOException {
        return ffmpeg(name, "-stream_loop", times - 1, "-i", TalkingFace.CLIP, "-c", "copy");
    }

    @Test
    void aShortRecordingIsAnsweredForAsAClipOfACorpusWithTheSameFeatures() {
        Map<String, FeatureSequence> features = Map.of(
                Modality.ACOUSTIC, SOUND.extract(TalkingFace.CLIP), Modality.VISUAL, faces.extract(TalkingFace.CLIP));
        Prediction expected = recognizer.predict("clip", features);
        Recognition answer = recognizer.recognize(TalkingFace.CLIP);
        assertThat(answer.prediction().heads()).isEqualTo(expected.heads());
        assertThat(answer.prediction().outputs()).isEqualTo(expected.outputs());
        assertThat(answer.emotion()).isPresent();
        assertThat(answer.timeline()).isEmpty();
        assertThat(answer.seconds()).isBetween(3.0, 3.1);
        assertThat(answer.modalities().get(Modality.VISUAL)).isEqualTo(new ModalityAvailability.Present(75, 60));
        assertThat(recognizer.predict(TalkingFace.CLIP)).isEqualTo(answer.prediction());
        assertThat(recognizer.recognize("clip", features).modalities()).isEqualTo(answer.modalities());
    }

    /** What a modality adds is the answer less that of the other alone; explaining changes nothing else. */
    @Test
    void explanationsAreOfTheSameAnswer() throws IOException {
        Recognition plain = recognizer.recognize(TalkingFace.CLIP);
        WindowSettings explained = WindowSettings.defaults().withExplanations();
        Recognition answer = recognizer.recognize(TalkingFace.CLIP, explained, WindowListener.NONE);
        assertThat(answer.prediction()).isEqualTo(plain.prediction());
        assertThat(plain.explanation()).isEmpty();
        Explanation explanation = answer.explanation().orElseThrow();
        List<Double> faceAlone = recognizer
                .predict("clip", Map.of(Modality.VISUAL, faces.extract(TalkingFace.CLIP)))
                .outputs();
        Explanation.Effect speech = explanation.modalities().stream()
                .filter(effect -> effect.modality().equals(Modality.ACOUSTIC))
                .findFirst()
                .orElseThrow();
        for (int c = 0; c < TASK.outputs(); c++) {
            assertThat(speech.outputs().orElseThrow().get(c))
                    .isCloseTo(answer.prediction().outputs().get(c) - faceAlone.get(c), within(1e-6));
        }
        assertThat(explanation.spans())
                .allSatisfy(effect -> assertThat(effect.end() - effect.begin()).isBetween(0.0, 0.5 + 1e-9));
        Recognition windows = recognizer.recognize(longClip("explained.mp4", 6), explained, WindowListener.NONE);
        assertThat(windows.explanation().orElseThrow().spans())
                .filteredOn(effect -> effect.modality().equals(Modality.ACOUSTIC))
                .hasSizeBetween(18, 19);
    }

    /** What is said of another face than the main one is what is said of it where it is asked for. */
    @Test
    void everyPersonHasAnAnswerOfTheFace() throws IOException {
        String side = "[0:v]split[a][b];[b]hflip,scale=iw*0.8:-2,pad=iw:ih/0.8:0:0[c];[a][c]hstack";
        Path two = ffmpeg("two.mkv", "-i", TalkingFace.CLIP, "-filter_complex", side, "-c:v", "ffv1");
        Path model = folder.resolve("model.safetensors");
        RecognizerSettings settings = RecognizerSettings.defaults();
        Recognition plain = recognizer.recognize(two);
        assertThat(plain.people()).hasSize(2);
        assertThat(plain.people().get(1).outputs()).as("nobody asks").isEmpty();
        try (Recognizer all = Recognizer.load(model, settings.withFace(new FaceChoice.Everyone()));
                Recognizer second =
                        Recognizer.load(model, settings.withFace(new FaceChoice.Other(FaceSelection.parse("2"))))) {
            Recognition everyone = all.recognize(two);
            Recognition other = second.recognize(two);
            assertThat(everyone.prediction()).isEqualTo(plain.prediction());
            Person main = everyone.mainPerson().orElseThrow();
            assertThat(main.number()).isEqualTo(1);
            assertThat(main.position()).isEqualTo("at the left");
            assertThat(main.outputs()).contains(everyone.prediction().heads().get(Modality.VISUAL));
            assertThat(everyone.people().get(1).outputs())
                    .contains(other.prediction().heads().get(Modality.VISUAL));
            assertThat(other.mainPerson().orElseThrow().number()).isEqualTo(2);
            Recognition windows = all.recognize(
                    two, new WindowSettings(1, 0.5, 0, false, false, new Segmentation.Windows()), WindowListener.NONE);
            assertThat(windows.people()).hasSize(2).allSatisfy(person -> assertThat(person.outputs())
                    .isPresent());
        }
    }

    @Test
    void aLongRecordingIsAnsweredForInWindowsAndItsAnswerIsTheirMean() throws IOException {
        List<WindowRecognition> told = new ArrayList<>();
        List<Optional<Image>> portraits = new ArrayList<>();
        Recognition answer = recognizer.recognize(longClip("long.mp4", 8), WindowSettings.defaults(), window -> {
            told.add(window.recognition());
            portraits.add(window.face());
        });
        assertThat(answer.seconds()).isBetween(23.8, 24.6);
        assertThat(answer.timeline()).isEqualTo(told).hasSizeBetween(22, 23);
        assertThat(portraits).allSatisfy(portrait -> assertThat(portrait).isPresent());
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i).begin()).isEqualTo(i);
            assertThat(told.get(i).end()).isCloseTo(Math.min(i + 3, answer.seconds()), within(1e-9));
        }
        for (int c = 0; c < TASK.outputs(); c++) {
            int output = c;
            double mean = told.stream()
                    .mapToDouble(window ->
                            window.prediction().orElseThrow().outputs().get(output))
                    .average()
                    .orElseThrow();
            assertThat(answer.prediction().outputs().get(c)).isCloseTo(mean, within(1e-9));
        }
        assertThat(answer.prediction().reason()).contains("mean over " + told.size());
        // The wall, from 2.4 to 3 s of every 3, has no face; the one behind it is the same that was there before.
        assertThat(answer.modalities().get(Modality.VISUAL).share()).isCloseTo(0.8, within(0.02));
    }

    @Test
    void aWindowIsAnsweredForAsTheRecordingThatItIs() throws IOException {
        Path wave = ffmpeg("long.wav", "-stream_loop", 7, "-i", TalkingFace.CLIP, "-vn", "-ar", 16000);
        WindowRecognition window = recognizer.recognize(wave).timeline().get(4);
        Path cut = ffmpeg("cut.wav", "-ss", 4, "-t", 3, "-i", wave);
        assertThat(window.prediction().orElseThrow().outputs())
                .isEqualTo(recognizer.recognize(cut).prediction().outputs());
    }

    @Test
    void windowsWithoutAFaceAreAnsweredForByTheVoice() {
        WindowSettings small = WindowSettings.defaults().of(0.5, 0.5).withTimelineForShortRecordings();
        Recognition answer = recognizer.recognize(TalkingFace.CLIP, small, WindowListener.NONE);
        assertThat(answer.timeline()).hasSize(6);
        assertThat(answer.prediction())
                .isEqualTo(recognizer.recognize(TalkingFace.CLIP).prediction());
        assertThat(answer.timeline().get(0).prediction().orElseThrow().selectedHeads())
                .containsExactly("audio-visual");
        WindowRecognition last = answer.timeline().get(5);
        assertThat(last.prediction().orElseThrow().selectedHeads()).containsExactly("acoustic");
        assertThat(last.modalities().get(Modality.VISUAL))
                .isEqualTo(new ModalityAvailability.Missing(13, "there is no face in its pictures"));
    }

    @Test
    void silenceIsNoSound() throws IOException {
        Path silent = ffmpeg("silent.mkv", "-i", TalkingFace.CLIP, "-af", "volume=0", "-c:v", "copy", "-c:a", "flac");
        Recognition answer = recognizer.recognize(silent);
        assertThat(answer.prediction().selectedHeads()).containsExactly("visual");
        assertThat(answer.modalities().get(Modality.ACOUSTIC)).satisfies(presence -> assertThat(presence)
                .isInstanceOfSatisfying(ModalityAvailability.Missing.class, absent -> assertThat(absent.reason())
                        .contains("silent")));
        Path quiet = ffmpeg("quiet.wav", "-i", TalkingFace.CLIP, "-af", "volume=0.1");
        assertThat(recognizer.recognize(quiet).prediction().selectedHeads()).containsExactly("acoustic");
    }

    @Test
    void constantSoundIsCalledThatAndFeaturesOfAnHourAreRefusedWithTheBound() throws IOException {
        Path constant = ffmpeg("constant.wav", "-f", "lavfi", "-i", "aevalsrc=0.5:d=2:s=16000");
        assertThatThrownBy(() -> recognizer.recognize(constant))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(constant + ": its sound is constant, 0.5 throughout");
        FeatureSequence hour =
                FeatureSequence.allValid(FloatBuffer.allocate(360_000 * SOUND.width()), SOUND.width(), 100, SOUND.id());
        assertThatThrownBy(() -> recognizer.recognize("hour.npy", Map.of(Modality.ACOUSTIC, hour)))
                .isInstanceOf(VavlException.class)
                .hasMessageContainingAll("hour.npy", "360000 frames of acoustic features", "at most 15000");
    }

    private static FeatureSequence drawn(String modality, double seconds, double frameRate, ExtractorId id) {
        int width = recognizer.model().modalities().stream()
                .filter(one -> one.name().equals(modality))
                .findFirst()
                .orElseThrow()
                .width();
        float[] values = new float[width * (int) (seconds * frameRate)];
        Random random = new Random(8);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return FeatureSequence.allValid(FloatBuffer.wrap(values), width, frameRate, id);
    }

    /** 16,000 frames, which are more than the model takes at once. */
    @Test
    void longFeaturesGoInWindowsAsRecordingsDo() {
        FeatureSequence sound = drawn(Modality.ACOUSTIC, 160, 100, SOUND.id());
        List<WindowRecognition> told = new ArrayList<>();
        Recognition answer = recognizer.recognize(
                "long",
                Map.of(Modality.ACOUSTIC, sound),
                WindowSettings.defaults(),
                window -> told.add(window.recognition()));
        assertThat(answer.seconds()).isEqualTo(160);
        assertThat(answer.timeline()).isEqualTo(told).hasSize(158);
        assertThat(told.get(157).end()).isEqualTo(160);
        assertThat(told.get(4).prediction().orElseThrow().outputs())
                .isEqualTo(recognizer
                        .predict("cut", Map.of(Modality.ACOUSTIC, sound.part(400, 700)))
                        .outputs());
        assertThat(answer.prediction().reason()).isEqualTo("the mean over 158 of 158 windows of 3 s");
        assertThat(answer.modalities().get(Modality.VISUAL))
                .isEqualTo(new ModalityAvailability.Missing(0, "no features of it are given"));
        FeatureSequence quiet = sound.part(0, 1400);
        Recognition whole = recognizer.recognize(
                "short", Map.of(Modality.ACOUSTIC, quiet), WindowSettings.defaults(), WindowListener.NONE);
        assertThat(whole).isEqualTo(recognizer.recognize("short", Map.of(Modality.ACOUSTIC, quiet)));
    }

    @Test
    void oneVectorOfAModalityIsOfEveryWindow() {
        Map<String, FeatureSequence> features = Map.of(
                Modality.ACOUSTIC, drawn(Modality.ACOUSTIC, 1, 1, SOUND.id()),
                Modality.VISUAL, drawn(Modality.VISUAL, 20, 25, faces.id()));
        Recognition answer =
                recognizer.recognize("functionals", features, WindowSettings.defaults(), WindowListener.NONE);
        assertThat(answer.timeline()).hasSize(18).allSatisfy(window -> assertThat(
                        window.prediction().orElseThrow().selectedHeads())
                .containsExactly("audio-visual"));
    }

    @Test
    void longFeaturesOfAnotherExtractorAreRefused() {
        FeatureSequence other = drawn(Modality.ACOUSTIC, 20, 100, new ExtractorId("other", "1"));
        assertThatThrownBy(() -> recognizer.recognize(
                        "long", Map.of(Modality.ACOUSTIC, other), WindowSettings.defaults(), WindowListener.NONE))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("the acoustic features are of other");
    }

    @Test
    void whatCannotBeAnsweredForIsSaidInOneLine() throws IOException {
        Path nothing = ffmpeg(
                "nothing.mkv",
                "-i",
                TalkingFace.CLIP,
                "-af",
                "volume=0",
                "-vf",
                "drawbox=t=fill",
                "-c:v",
                "ffv1",
                "-c:a",
                "flac");
        assertThatThrownBy(() -> recognizer.recognize(nothing))
                .isInstanceOf(VavlException.class)
                .hasMessageContainingAll("nothing.mkv: its sound is silent", "no face in its pictures");
        Path longNothing = ffmpeg("longer.mkv", "-stream_loop", 9, "-i", nothing, "-c", "copy");
        assertThatThrownBy(() -> recognizer.recognize(longNothing))
                .isInstanceOf(VavlException.class)
                .hasMessageContainingAll("longer.mkv: its sound is silent", "no face");
        Path text = Files.writeString(folder.resolve("text.mp4"), "nothing of the kind");
        assertThatThrownBy(() -> recognizer.recognize(text))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(text + ": ");
    }

    @Test
    void windowsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> WindowSettings.defaults().of(0, 1)).hasMessageContaining("window is 0.0 s");
        assertThatThrownBy(() -> WindowSettings.defaults().of(2, 3)).hasMessageContaining("step is 3.0 s");
        assertThatThrownBy(() -> WindowSettings.defaults().of(Double.NaN, 1)).isInstanceOf(VavlException.class);
    }
}
