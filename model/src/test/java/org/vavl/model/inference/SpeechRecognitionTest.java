package org.vavl.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.audio.AcousticSettings;
import org.vavl.features.audio.LogMelExtractor;
import org.vavl.features.audio.speech.AcousticExtractors;
import org.vavl.features.audio.speech.GoldenSpeech;
import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.features.audio.speech.SpeechSegment;
import org.vavl.features.media.PcmFormat;
import org.vavl.features.media.TestMedia;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.RecognitionSession;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.RecognizerSettings;
import org.vavl.recognition.Recording;
import org.vavl.recognition.Segmentation;
import org.vavl.recognition.SessionSettings;
import org.vavl.recognition.WindowListener;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.WindowSettings;
import org.vavl.recognition.inference.Provenance;

/** Sound is answered for where somebody speaks, by networks whose weights are drawn: of features that are masked by speech and that are not. */
class SpeechRecognitionTest {
    private static final int RATE = GoldenSpeech.RATE;
    private static final PcmFormat FORMAT = PcmFormat.mono(RATE);
    private static final Task TASK = new Task.Classification(List.of("happy", "sad", "angry"), false);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void drawModels() {
        for (SpeechDetection detection : List.of(SpeechDetection.OFF, SpeechDetection.SILERO)) {
            try (AcousticExtractor extractor =
                    AcousticExtractors.masked(new LogMelExtractor(AcousticSettings.defaults()), detection)) {
                int width = extractor.width();
                Modality modality = new Modality(Modality.ACOUSTIC, width);
                float[] ones = new float[width];
                Arrays.fill(ones, 1);
                try (TrainedModel model = new TrainedModel(
                        new VavlFamily()
                                .presets()
                                .get("tiny")
                                .build(List.of(modality), TASK, ParameterStore.initialised(Device.CPU, 3)),
                        Map.of(modality, new FeatureStatistics(new float[width], ones)),
                        Map.<String, ExtractorId>of(Modality.ACOUSTIC, extractor.id()),
                        new Provenance(Map.of(), ""))) {
                    ModelFile.write(model(detection), model);
                }
            }
        }
    }

    private static Path model(SpeechDetection masked) {
        return folder.resolve("masked-" + masked + ".safetensors");
    }

    private static Recognizer recognizer(SpeechDetection masked, SpeechDetection asked) {
        return Recognizer.load(model(masked), RecognizerSettings.defaults().withSpeech(asked));
    }

    private static Recording recording(float[] samples) {
        return Recording.named("sound").withSamples(samples, FORMAT);
    }

    private static float[] tone(double seconds) {
        float[] tone = new float[(int) (seconds * RATE)];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        return tone;
    }

    /** Voice at 0.4 to 3 s and 4.1 to 5 s; then a tone for 15 s, and the same again: 25 s. */
    private static float[] longSound() {
        float[] voice = GoldenSpeech.samples();
        float[] sound = Arrays.copyOf(voice, 25 * RATE);
        float[] tone = tone(15);
        System.arraycopy(tone, 0, sound, voice.length, tone.length);
        System.arraycopy(voice, 0, sound, 20 * RATE, voice.length);
        return sound;
    }

    @Test
    void soundWithoutSpeechGetsNoAnswerUnlessItIsAskedFor() {
        Recording tone = recording(tone(3));
        for (SpeechDetection masked : List.of(SpeechDetection.OFF, SpeechDetection.SILERO)) {
            try (Recognizer usual = recognizer(masked, SpeechDetection.SILERO)) {
                assertThatThrownBy(() -> usual.recognize(tone))
                        .isExactlyInstanceOf(VavlException.class)
                        .hasMessage("sound: there is no speech in its sound");
            }
        }
        try (Recognizer all = recognizer(SpeechDetection.OFF, SpeechDetection.OFF);
                Recognizer loud = recognizer(SpeechDetection.OFF, SpeechDetection.ENERGY);
                Recognizer masked = recognizer(SpeechDetection.SILERO, SpeechDetection.OFF)) {
            assertThat(all.recognize(tone).speech()).isEmpty();
            assertThat(loud.recognize(tone).speech().orElseThrow().share()).isCloseTo(1, within(0.02));
            assertThatThrownBy(() -> masked.recognize(tone))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessage("sound: there is no speech in its sound");
        }
    }

    @Test
    void theShareOfSpeechAndTheUtterancesAreTold() {
        try (Recognizer recognizer = recognizer(SpeechDetection.OFF, SpeechDetection.SILERO)) {
            Recognition answer = recognizer.recognize(recording(GoldenSpeech.samples()));
            assertThat(answer.speech().orElseThrow().utterances())
                    .containsExactly(
                            new SpeechSegment(7712 / 16e3, 47_072 / 16e3),
                            new SpeechSegment(66_080 / 16e3, 79_733 / 16e3));
            assertThat(answer.speech().orElseThrow().share()).isCloseTo(53_013 / 79_733.0, within(1e-6));
        }
    }

    /** The acoustic features of a model that was trained on masked ones are those of its extractor, whoever looks for speech. */
    @Test
    void framesAreMaskedAsTheModelWasTrained() {
        float[] samples = GoldenSpeech.samples();
        try (AcousticExtractor extractor = AcousticExtractors.masked(
                        new LogMelExtractor(AcousticSettings.defaults()), SpeechDetection.SILERO);
                Recognizer recognizer = recognizer(SpeechDetection.SILERO, SpeechDetection.SILERO);
                Recognizer other = recognizer(SpeechDetection.SILERO, SpeechDetection.ENERGY)) {
            FeatureSequence features = extractor.extract("sound", samples);
            List<Double> expected = recognizer
                    .predict("sound", Map.of(Modality.ACOUSTIC, features))
                    .outputs();
            Recognition answer = recognizer.recognize(recording(samples));
            assertThat(answer.prediction().outputs()).isEqualTo(expected);
            assertThat(answer.modalities().get(Modality.ACOUSTIC).validFrames()).isEqualTo(features.validFrames());
            assertThat(other.recognize(recording(samples)).prediction().outputs())
                    .isEqualTo(expected);
        }
    }

    @Test
    void windowsWithoutSpeechAreLeftOutOfALongRecordingsAnswer() {
        try (Recognizer recognizer = recognizer(SpeechDetection.OFF, SpeechDetection.SILERO)) {
            Recognition answer = recognizer.recognize(recording(longSound()));
            for (WindowRecognition window : answer.timeline()) {
                boolean speaks = window.begin() < 4 || window.end() >= 23;
                boolean isSilent = window.begin() >= 5 && window.end() <= 20;
                assertThat(window.prediction().isPresent() ? isSilent : speaks)
                        .as("from " + window.begin())
                        .isFalse();
                if (isSilent) {
                    assertThat(window.modalities().get(Modality.ACOUSTIC))
                            .isInstanceOfSatisfying(
                                    ModalityAvailability.Missing.class, missing -> assertThat(missing.reason())
                                            .isEqualTo("there is no speech in its sound"));
                }
            }
            assertThat(answer.speech().orElseThrow().utterances()).hasSize(4);
            assertThat(answer.prediction().reason()).matches("the mean over \\d+ of 23 windows of 3 s");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 25})
    void eachUtteranceHasAnAnswer(int seconds) throws IOException {
        float[] sound = Arrays.copyOf(longSound(), seconds * RATE);
        Path file = TestMedia.floatWav(folder.resolve(seconds + ".wav"), RATE, 1, sound);
        WindowSettings speech = WindowSettings.defaults().withSegmentation(new Segmentation.Utterances());
        try (Recognizer recognizer = recognizer(SpeechDetection.OFF, SpeechDetection.SILERO)) {
            Recognition answer = recognizer.recognize(file, speech, WindowListener.NONE);
            List<SpeechSegment> utterances = answer.speech().orElseThrow().utterances();
            assertThat(utterances).hasSize(seconds == 5 ? 2 : 4);
            assertThat(answer.timeline()).hasSameSizeAs(utterances);
            for (int i = 0; i < utterances.size(); i++) {
                WindowRecognition window = answer.timeline().get(i);
                assertThat(window.begin()).isCloseTo(utterances.get(i).begin(), within(0.07));
                assertThat(window.end()).isCloseTo(utterances.get(i).end(), within(0.07));
                assertThat(window.prediction()).isPresent();
            }
            if (seconds == 25) {
                assertThat(answer.prediction().reason()).isEqualTo("the mean over 4 of 4 utterances");
            }
            assertThat(answer.seconds()).isCloseTo(seconds, within(1e-6));
        }
    }

    @Test
    void speechThatDoesNotEndIsDivided() {
        WindowSettings speech = new WindowSettings(1, 1, 2, false, false, new Segmentation.Utterances());
        float[] voice = Arrays.copyOfRange(GoldenSpeech.samples(), RATE / 2, 3 * RATE);
        float[] sound = new float[3 * voice.length];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(voice, 0, sound, i * voice.length, voice.length);
        }
        try (Recognizer recognizer = recognizer(SpeechDetection.OFF, SpeechDetection.ENERGY)) {
            Recognition answer = recognizer.recognize(recording(sound), speech, WindowListener.NONE);
            assertThat(answer.timeline()).hasSizeGreaterThan(3).allSatisfy(window -> assertThat(
                            window.end() - window.begin())
                    .isLessThanOrEqualTo(2 + 1e-9));
        }
    }

    @Test
    void aStreamHasTheUtterancesOfAFile() {
        float[] sound = longSound();
        WindowSettings speech = WindowSettings.defaults().withSegmentation(new Segmentation.Utterances());
        List<WindowRecognition> heard = new CopyOnWriteArrayList<>();
        try (Recognizer recognizer = recognizer(SpeechDetection.SILERO, SpeechDetection.SILERO)) {
            Recognition ofFile = recognizer.recognize(recording(sound), speech, WindowListener.NONE);
            Random random = new Random(4);
            try (RecognitionSession session = recognizer.open(
                    SessionSettings.audio(FORMAT).withWindows(speech), window -> heard.add(window.recognition()))) {
                for (int begin = 0; begin < sound.length; ) {
                    int end = Math.min(sound.length, begin + 1 + random.nextInt(8000));
                    session.pushSamples((double) begin / RATE, Arrays.copyOfRange(sound, begin, end));
                    begin = end;
                }
            }
            assertThat(heard).hasSameSizeAs(ofFile.timeline());
            for (int i = 0; i < heard.size(); i++) {
                WindowRecognition expected = ofFile.timeline().get(i);
                assertThat(heard.get(i).begin()).isEqualTo(expected.begin());
                assertThat(heard.get(i).end()).isEqualTo(expected.end());
                assertThat(heard.get(i).prediction().orElseThrow().outputs())
                        .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-5 ? 0 : 1)
                        .isEqualTo(expected.prediction().orElseThrow().outputs());
            }
        }
    }

    @Test
    void givenSegmentsHaveAnswersInTheOrderOfTheirBegins() {
        Segmentation given = new Segmentation.Given(List.of(
                new Segmentation.Span(21, 24),
                new Segmentation.Span(0.5, 2.5),
                new Segmentation.Span(1, 3),
                new Segmentation.Span(8, 9.5),
                new Segmentation.Span(30, 31)));
        try (Recognizer recognizer = recognizer(SpeechDetection.OFF, SpeechDetection.SILERO)) {
            Recognition answer = recognizer.recognize(
                    recording(longSound()), WindowSettings.defaults().withSegmentation(given), WindowListener.NONE);
            assertThat(answer.timeline())
                    .extracting(WindowRecognition::begin)
                    .containsExactly(0.5, 1.0, 8.0, 21.0, 30.0);
            assertThat(answer.timeline())
                    .extracting(window -> window.prediction().isPresent())
                    .containsExactly(true, true, false, true, false);
            assertThat(answer.seconds()).isEqualTo(25);
            Recognition alone = recognizer.recognize(recording(Arrays.copyOfRange(longSound(), 21 * RATE, 24 * RATE)));
            List<Double> expected = alone.prediction().outputs();
            List<Double> actual =
                    answer.timeline().get(3).prediction().orElseThrow().outputs();
            for (int c = 0; c < 3; c++) {
                assertThat(actual.get(c)).isCloseTo(expected.get(c), within(1e-5));
            }
        }
    }

    @Test
    void whatCannotBeDividedIsNamed() {
        WindowSettings speech = WindowSettings.defaults().withSegmentation(new Segmentation.Utterances());
        try (Recognizer off = recognizer(SpeechDetection.OFF, SpeechDetection.OFF);
                Recognizer on = recognizer(SpeechDetection.OFF, SpeechDetection.SILERO)) {
            assertThatThrownBy(() -> off.recognize(recording(longSound()), speech, WindowListener.NONE))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessageContaining("cannot be divided into utterances");
            assertThatThrownBy(() -> on.recognize(recording(tone(20)), speech, WindowListener.NONE))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessageStartingWith("sound: there is no speech in its sound");
        }
        assertThatThrownBy(() -> new Segmentation.Span(3, 3.05)).isExactlyInstanceOf(VavlException.class);
        assertThatThrownBy(() -> new Segmentation.Span(-1, 3)).isExactlyInstanceOf(VavlException.class);
        assertThatThrownBy(() -> new Segmentation.Span(0, 151)).isExactlyInstanceOf(VavlException.class);
    }
}
