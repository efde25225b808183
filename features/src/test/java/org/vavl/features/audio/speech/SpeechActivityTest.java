package org.vavl.features.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;

/** In how many windows speech is found where nobody speaks, and where somebody does in noise. */
@Tag("slow")
class SpeechActivityTest {
    private static final int RATE = 16_000;

    /** Of each kind of sound; an hour for a thorough look. */
    private static final int MINUTES = Integer.getInteger("vavl.speech.minutes", 2);

    private static final int WINDOW_SECONDS = 3;

    @ParameterizedTest
    @EnumSource(NonSpeech.class)
    void hardlyAWindowOfWhatIsNoSpeechHasSpeech(NonSpeech kind) {
        float[] sound = kind.sound(60 * MINUTES, 17);
        int windows = 60 * MINUTES / WINDOW_SECONDS;
        int spoken = 0;
        try (SpeechDetector detector = new SileroDetector(SpeechSettings.defaults());
                SpeechTrack track = detector.open(RATE)) {
            track.accept(sound, 0, sound.length);
            track.finish();
            for (int window = 0; window < windows; window++) {
                double begin = window * WINDOW_SECONDS;
                spoken += track.segments(begin, begin + WINDOW_SECONDS).isEmpty() ? 0 : 1;
            }
        }
        assertThat(spoken).isLessThanOrEqualTo(windows / 100);
    }

    @ParameterizedTest
    @CsvSource({"clips/grid, 11", "data/ravdess/audio, 60"})
    @EnabledIfEnvironmentVariable(named = "VAVL_SHARED", matches = ".+")
    void speechIsFoundInNoiseAt10Decibels(String place, int most) {
        List<Path> clips =
                clips(Path.of(String.valueOf(System.getenv("VAVL_SHARED"))).resolve(place), most);
        for (NonSpeech noise : List.of(NonSpeech.WHITE_NOISE, NonSpeech.PINK_NOISE, NonSpeech.BROWN_NOISE)) {
            int spoken = 0;
            for (Path clip : clips) {
                spoken += hasSpeech(noisy(samples(clip), noise)) ? 1 : 0;
            }
            assertThat(spoken).as(noise.toString()).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * clips.size()));
        }
    }

    /** Every so many-th file, so that all speakers are among them. */
    private static List<Path> clips(Path folder, int most) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            int every = Math.max(1, all.size() / most);
            return Stream.iterate(0, i -> i < all.size(), i -> i + every)
                    .map(all::get)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] samples(Path clip) {
        try (AudioReader reader = AudioReader.require(clip, RATE, MediaLimits.defaults())) {
            float[] samples = new float[60 * RATE];
            return Arrays.copyOf(samples, reader.read(samples));
        }
    }

    /** With noise whose mean square is a tenth of that of the loud tenths of seconds, which are the speech. */
    private static float[] noisy(float[] samples, NonSpeech kind) {
        float[] noise = new float[samples.length];
        kind.draw(noise, new Random(samples.length));
        double gain = Math.sqrt(speechPower(samples) / 10 / power(noise, 0, noise.length));
        float[] mixed = new float[samples.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) (samples[i] + gain * noise[i]);
        }
        return mixed;
    }

    private static double speechPower(float[] samples) {
        int frame = RATE / 10;
        double[] powers = new double[samples.length / frame];
        Arrays.setAll(powers, i -> power(samples, i * frame, (i + 1) * frame));
        double loudest = Arrays.stream(powers).max().orElseThrow();
        return Arrays.stream(powers)
                .filter(power -> power > loudest / 100)
                .average()
                .orElseThrow();
    }

    private static double power(float[] samples, int begin, int end) {
        double sum = 0;
        for (int i = begin; i < end; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum / (end - begin);
    }

    private static boolean hasSpeech(float[] samples) {
        try (SpeechDetector detector = new SileroDetector(SpeechSettings.defaults());
                SpeechTrack track = detector.open(RATE)) {
            track.accept(samples, 0, samples.length);
            track.finish();
            return !track.segments().isEmpty();
        }
    }
}
