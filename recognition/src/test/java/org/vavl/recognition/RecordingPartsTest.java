package org.vavl.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.features.audio.speech.SpeechDetector;
import org.vavl.features.audio.speech.SpeechSettings;
import org.vavl.features.media.PcmFormat;
import org.vavl.features.media.SampleSource;
import org.vavl.features.vision.FaceWindows;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.recognition.people.Person;

/** Parts of a recording, joined, are the whole. */
class RecordingPartsTest {
    static final Task TASK = new Task.Classification(List.of("low", "high"), false);

    private static final int RATE = 16_000;
    private static final WindowSettings WINDOWS = WindowSettings.defaults();

    /** Frames are so long that they do not fit into windows of a third of a second. */
    private static final class Loudness implements AcousticExtractor {
        private static final int FRAME = 1600;

        @Override
        public ExtractorId id() {
            return new ExtractorId("loudness", "1");
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public double frameRate() {
            return (double) RATE / FRAME;
        }

        @Override
        public ExtractedFeatures extract(Path media, DoubleConsumer progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int sampleRate() {
            return RATE;
        }

        @Override
        public FeatureSequence extract(String name, float[] samples) {
            float[] values = new float[(samples.length + FRAME - 1) / FRAME];
            BitSet valid = new BitSet();
            for (int i = 0; i < samples.length; i++) {
                values[i / FRAME] += samples[i] * samples[i];
            }
            valid.set(0, values.length);
            return new FeatureSequence(FloatBuffer.wrap(values), 1, frameRate(), valid, id());
        }
    }

    /** Answers with the mean of what is valid, for each modality and for both together. */
    static final class Means implements RecordingRecognition.Network {
        @Override
        public Task task() {
            return TASK;
        }

        @Override
        public Optional<Prediction> predict(String clip, Map<String, FeatureSequence> features) {
            Map<String, List<Double>> heads = new LinkedHashMap<>();
            double all = 0;
            for (Map.Entry<String, FeatureSequence> one : features.entrySet()) {
                FeatureSequence given = one.getValue();
                double mean = given.valid().stream()
                        .mapToDouble(frame -> given.value(frame, 0))
                        .average()
                        .orElseThrow();
                heads.put(one.getKey(), List.of(1 / (1 + mean), mean / (1 + mean)));
                all += mean;
            }
            return Optional.of(new Prediction(
                    clip,
                    heads,
                    List.of(1 / (1 + all), all / (1 + all)),
                    List.copyOf(heads.keySet()),
                    "those that are there"));
        }

        @Override
        public void requireOpen() {}
    }

    /** Opens readers of one recording. */
    private interface Opener {
        RecordingReader open();
    }

    private static Recognition whole(Opener opener, WindowSettings windows) {
        try (RecordingReader reader = opener.open()) {
            return new RecordingRecognition("call", reader, new Means(), windows, WindowListener.NONE).recognize();
        }
    }

    private static Recognition joined(Opener opener, List<RecordingPart> parts) {
        List<PartRecognition> answers = new ArrayList<>();
        for (RecordingPart part : parts) {
            try (RecordingReader reader = opener.open()) {
                answers.add(new RecordingRecognition("call", reader, new Means(), part.windows(), WindowListener.NONE)
                        .recognize(part));
            }
        }
        return PartRecognition.join("call", TASK, answers);
    }

    /** Hums and breaks of some seconds, which Silero takes for speech now and then if it is told to take much for it. */
    private static float[] sound(double seconds, long seed) {
        Random random = new Random(seed);
        float[] samples = new float[(int) (seconds * RATE)];
        int until = 0;
        double pitch = 0;
        double loudness = 0;
        for (int i = 0; i < samples.length; i++) {
            if (i >= until) {
                until = i + (int) ((0.3 + 2 * random.nextDouble()) * RATE);
                pitch = 90 + 200 * random.nextDouble();
                loudness = random.nextInt(3) == 0 ? 0 : 0.3 * random.nextDouble();
            }
            double phase = 2 * Math.PI * pitch * i / RATE;
            for (int harmonic = 1; harmonic < 12; harmonic++) {
                samples[i] += (float) (loudness / harmonic * Math.sin(harmonic * phase));
            }
            samples[i] += (float) (0.002 * random.nextGaussian());
        }
        return samples;
    }

    private static RecordingReader hearing(RecordingInput input, SpeechDetector detector) {
        RecordingReader reader = new RecordingReader(input);
        reader.add("acoustic", recording -> new AcousticWindows(recording, new Loudness(), detector));
        return reader;
    }

    private static SpeechDetector silero() {
        return SpeechDetector.of(SpeechDetection.SILERO, new SpeechSettings(0.02, 0.01, 0.05, 0.05, 0.03))
                .orElseThrow();
    }

    private static SpeechDetector energy() {
        return SpeechDetector.of(SpeechDetection.ENERGY).orElseThrow();
    }

    private static RecordingInput recording(float[] samples) {
        return Recording.named("call")
                .withSamples(samples, PcmFormat.mono(RATE))
                .input();
    }

    /** The lengths end in windows that are whole, short, or too short to be one. */
    @ParameterizedTest(name = "{0} s")
    @ValueSource(doubles = {40, 40.4, 40.7, 15.01})
    void partsOfSoundAreTheWholeBitForBitHoweverLongTheyAre(double seconds) {
        RecordingInput input = recording(sound(seconds, 5));
        for (WindowSettings windows : List.of(WINDOWS, WINDOWS.of(2, 2), WINDOWS.of(1, 1 / 3.0))) {
            Opener opener = () -> hearing(input, energy());
            Recognition expected = whole(opener, windows);
            assertThat(answers(expected)).hasSizeGreaterThan(3);
            assertThat(expected.speech().orElseThrow().utterances()).hasSizeGreaterThan(2);
            for (double part : new double[] {2, 3.7, 9, 25}) {
                assertThat(joined(opener, RecordingPart.divide(windows, seconds, part)))
                        .as("parts of %s s", part)
                        .isEqualTo(expected);
            }
        }
    }

    /** Silero knows all that was heard before. */
    @Test
    void speechIsWhereItIsInTheWhole() {
        RecordingInput input = recording(sound(40.4, 5));
        try (SpeechDetector detector = silero()) {
            Opener opener = () -> hearing(input, detector);
            Recognition expected = whole(opener, WINDOWS);
            assertThat(expected.speech().orElseThrow().utterances()).hasSizeGreaterThan(5);
            assertThat(joined(opener, RecordingPart.divide(WINDOWS, 40.4, 8))).isEqualTo(expected);
        }
    }

    private static List<Prediction> answers(Recognition recognition) {
        return recognition.timeline().stream()
                .flatMap(window -> window.prediction().stream())
                .toList();
    }

    @Test
    void aRecordingOfAnotherLengthThanItSaidIsTheWholeToo() {
        RecordingInput input = recording(sound(31, 6));
        Opener opener = () -> hearing(input, energy());
        Recognition expected = whole(opener, WINDOWS);
        assertThat(joined(opener, RecordingPart.divide(WINDOWS, 90, 10))).isEqualTo(expected);
        assertThat(joined(opener, RecordingPart.divide(WINDOWS, 17, 10))).isEqualTo(expected);
    }

    /** Sound that cannot be read from a time on. */
    private static final class Broken implements RecordingInput {
        private final float[] samples;
        private final int readable;

        Broken(float[] samples, int readable) {
            this.samples = samples;
            this.readable = readable;
        }

        @Override
        public String name() {
            return "call";
        }

        @Override
        public SampleSource samples(int sampleRate) {
            return new SampleSource() {
                private int position;

                @Override
                public int read(float[] target) {
                    if (position + target.length > readable) {
                        throw new VavlException("call: its sound is damaged");
                    }
                    System.arraycopy(samples, position, target, 0, target.length);
                    position += target.length;
                    return target.length;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public FaceWindows faces(VisualFrontEnd frontEnd) {
            throw new IllegalStateException();
        }
    }

    @ParameterizedTest(name = "readable for {0} s")
    @ValueSource(doubles = {18.1, 24, 28.9})
    void whatCannotBeReadOnIsMissingInPartsFromTheSameTimeOn(double readable) {
        Broken input = new Broken(sound(40, 7), (int) (readable * RATE));
        for (WindowSettings windows : List.of(WINDOWS, WINDOWS.of(1, 1 / 3.0))) {
            Opener opener = () -> hearing(input, energy());
            Recognition expected = whole(opener, windows);
            assertThat(joined(opener, RecordingPart.divide(windows, 40, 7))).isEqualTo(expected);
        }
    }

    @Test
    void aRecordingWithoutAnAnswerHasTheErrorOfTheWhole() {
        RecordingInput input = recording(new float[20 * RATE]);
        Opener opener = () -> hearing(input, energy());
        String error = "call: its sound is silent";
        assertThatThrownBy(() -> whole(opener, WINDOWS))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(error);
        assertThatThrownBy(() -> joined(opener, RecordingPart.divide(WINDOWS, 20, 5)))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(error);
    }

    /** Two people, one of them now and then, and cuts. */
    @ParameterizedTest(name = "parts of {0} s")
    @ValueSource(doubles = {13, 20, 47, 100})
    void partsOfPicturesAreTheWholeWhereTheSameFacesAreFound(double partSeconds) {
        PaintedVideo video = new PaintedVideo(140);
        Opener opener = video::reader;
        Recognition expected = whole(opener, WINDOWS);
        assertThat(expected.people()).hasSizeGreaterThan(2);
        List<RecordingPart> parts = RecordingPart.divide(WINDOWS, 140, partSeconds);
        Recognition actual = joined(opener, parts);
        assertThat(actual.timeline()).isEqualTo(expected.timeline());
        assertThat(actual.prediction()).isEqualTo(expected.prediction());
        assertThat(actual.faces()).isEqualTo(expected.faces()).isGreaterThan(1);
        assertThat(actual.seconds()).isEqualTo(expected.seconds());
        assertThat(actual.people()).hasSameSizeAs(expected.people());
        for (int i = 0; i < expected.people().size(); i++) {
            assertAlike(actual.people().get(i), expected.people().get(i));
        }
    }

    private static void assertAlike(Person actual, Person expected) {
        assertThat(actual.number()).isEqualTo(expected.number());
        assertThat(actual.main()).isEqualTo(expected.main());
        assertThat(actual.outputs()).isEqualTo(expected.outputs());
        assertThat(actual.face().spans()).isEqualTo(expected.face().spans());
        assertThat(actual.face().width()).isEqualTo(expected.face().width());
        assertThat(actual.position()).isEqualTo(expected.position());
        assertThat(actual.face().prominence() / expected.face().prominence()).isBetween(1 - 1e-9, 1 + 1e-9);
        List<Double> times =
                actual.face().places().stream().map(place -> place.seconds()).toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(1);
        }
        assertThat(times.size())
                .isBetween(
                        expected.face().places().size() - 12,
                        expected.face().places().size() + 12);
    }

    @Test
    void facesAreLookedForNotLongBeforeAPart() {
        PaintedVideo video = new PaintedVideo(90);
        try (RecordingReader reader = video.reader()) {
            new RecordingRecognition("call", reader, new Means(), WINDOWS, WindowListener.NONE)
                    .recognize(new RecordingPart(WINDOWS, 60, 70));
        }
        assertThat(video.firstLooked()).isBetween(25.0, 25.4);
        assertThat(video.lastLooked()).isBetween(70.0, 80.0);
    }
}
