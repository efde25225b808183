package org.vavl.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;

class AudioReaderTest {
    private static final int RATE = AudioReader.SAMPLE_RATE;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 100_000})
    void samplesAtTheRightRateStayAsTheyAreHoweverTheyAreRead(int pieceSize) throws IOException {
        float[] sound = TestMedia.sound(RATE, 0.7);
        float[] read = TestMedia.read(TestMedia.wav(folder.resolve("a.wav"), RATE, 1, sound), pieceSize);
        assertThat(read).hasSize(sound.length);
        for (int i = 0; i < read.length; i++) {
            assertThat(read[i] * 32768).isEqualTo(Math.round(sound[i] * 32767));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flac, flac, 16000, 1e-4", "pcm_s16le, mkv, 16000, 1e-4", "pcm_s16be, aiff, 48000, 2e-3",
                "aac, mp4, 16000, 0.04",
        "aac, ts, 48000, 0.04", "libmp3lame, mp3, 44100, 0.04", "mp2, mpg, 48000, 0.04", "libopus, ogg, 48000, 0.06",
        "flac, mkv, 44100, 2e-3"
    })
    void everyFormatGivesTheSoundThatWasWritten(String codec, String ending, int rate, double error) {
        float[] expected = TestMedia.sound(RATE, 1.5);
        Path path = TestEncoder.sound(folder.resolve("é sound." + ending), codec, rate, TestMedia.sound(rate, 1.5), 0);
        float[] read = TestMedia.read(path, 4096);
        int delay = bestDelay(expected, read);
        assertThat(Math.abs(delay)).as("delay").isLessThan(RATE / 20);
        assertThat(read.length - expected.length).isBetween(-RATE / 20, RATE / 10);
        float[] difference = new float[RATE];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = read[RATE / 4 + delay + i] - expected[RATE / 4 + i];
        }
        // The noise is drawn sample by sample, so that it differs between rates; lossy codecs drop it.
        assertThat(TestMedia.level(difference, 0, RATE)).isLessThan(rate == RATE ? error : error + 0.003);
    }

    private static int bestDelay(float[] expected, float[] read) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int delay = -1500; delay <= 1500; delay++) {
            double sum = 0;
            for (int i = 4000; i < 12_000; i++) {
                double difference = read[i + delay] - expected[i];
                sum += difference * difference;
            }
            if (sum < least) {
                least = sum;
                best = delay;
            }
        }
        return best;
    }

    @ParameterizedTest
    @CsvSource({"2, 0.5", "10, 0.1", "13, 0.07692"})
    void channelsAreMixedByTheirMean(int channels, double weight) throws IOException {
        float[] sound = TestMedia.sound(RATE, 0.2);
        float[] interleaved = new float[sound.length * channels];
        for (int i = 0; i < sound.length; i++) {
            interleaved[i * channels + channels - 1] = sound[i];
        }
        float[] read = TestMedia.read(TestMedia.floatWav(folder.resolve("a.wav"), RATE, channels, interleaved), 1000);
        assertThat(read).hasSize(sound.length);
        for (int i = 0; i < read.length; i++) {
            assertThat(read[i]).isCloseTo((float) (weight * sound[i]), offset(1e-5f));
        }
    }

    /** Speech in opposite phase has a mean of nothing; what channels share, or only one has, stays what the mean is. */
    @ParameterizedTest
    @CsvSource({
        "pcm_s16le, wav, 2, 0.8",
        "pcm_f32le, wav, 2, 0.98",
        "pcm_u8, wav, 2, 0.9",
        "pcm_s32le, wav, 4, 0.9",
        "flac, flac, 2, 0.8",
        "aac, m4a, 2, 0.9",
        "pcm_f64le, wav, 6, 0.9"
    })
    void channelsThatCancelAreHeard(String codec, String ending, int channels, double weaker) throws IOException {
        float[] sound = TestMedia.sound(RATE, 1.5);
        float[] interleaved = new float[sound.length * channels];
        for (int i = 0; i < sound.length; i++) {
            for (int c = 0; c < channels; c++) {
                interleaved[i * channels + c] = (float) (sound[i] * (c == 1 ? 1 : c % 2 == 0 ? -weaker : weaker));
            }
        }
        Path made = TestMedia.floatWav(folder.resolve("made.wav"), RATE, channels, interleaved);
        Path path = FFmpegProgram.make(folder.resolve("a." + ending), "-i", made, "-c:a", codec);
        float[] read = TestMedia.read(path, 1000);
        double level = TestMedia.level(sound, RATE / 4, RATE);
        assertThat(TestMedia.level(read, RATE / 4, RATE)).isCloseTo(level, offset(0.05 * level));
        if (!ending.equals("m4a")) {
            for (int i = 0; i < sound.length; i++) {
                assertThat(read[i]).isCloseTo(sound[i], offset(codec.equals("pcm_u8") ? 0.01f : 1e-4f));
            }
        }
    }

    @Test
    void theMeanIsHeardAgainWhereChannelsNoLongerCancel() throws IOException {
        float[] sound = TestMedia.sound(RATE, 6);
        float[] interleaved = new float[2 * sound.length];
        for (int i = 0; i < sound.length; i++) {
            interleaved[2 * i] = sound[i];
            interleaved[2 * i + 1] = i < 2 * RATE ? -sound[i] : 0.5f * sound[i];
        }
        float[] read = TestMedia.read(TestMedia.floatWav(folder.resolve("a.wav"), RATE, 2, interleaved), 1000);
        assertThat(read[RATE]).isCloseTo(sound[RATE], offset(1e-5f));
        for (int i = 4 * RATE; i < 6 * RATE; i++) {
            assertThat(read[i]).isCloseTo(0.75f * sound[i], offset(1e-5f));
        }
    }

    @Test
    void soundThatStartsLateIsPrecededBySilence() {
        float[] sound = TestMedia.sound(RATE, 1);
        Path path = TestEncoder.video(folder.resolve("late.mkv"), "pcm_s16le", RATE, sound, 1.25);
        try (AudioReader reader = AudioReader.open(path, MediaLimits.defaults()).orElseThrow()) {
            float[] read = TestMedia.read(reader, 1000);
            assertThat(read).hasSize(RATE * 9 / 4);
            assertThat(TestMedia.level(read, 0, RATE * 5 / 4)).isZero();
            assertThat(read[RATE * 5 / 4 + 50]).isCloseTo(sound[50], offset(1e-4f));
            assertThat(reader.filledSeconds()).isEqualTo(1.25);
            assertThat(reader.damagedPackets()).isZero();
        }
    }

    @Test
    void aFileOfWhichPartsHaveOtherRatesIsReadWhole() throws IOException {
        Path first = TestEncoder.sound(folder.resolve("1.mp3"), "libmp3lame", 44_100, TestMedia.sound(44_100, 1), 0);
        Path second = TestEncoder.sound(folder.resolve("2.mp3"), "libmp3lame", 24_000, TestMedia.sound(24_000, 1), 0);
        Path both = folder.resolve("both.mp3");
        Files.write(both, Files.readAllBytes(first));
        Files.write(both, Files.readAllBytes(second), StandardOpenOption.APPEND);
        float[] read = TestMedia.read(both, 1000);
        assertThat(read.length).isBetween(2 * RATE - RATE / 10, 2 * RATE + RATE / 4);
        assertThat(TestMedia.level(read, RATE / 4, RATE / 2)).isGreaterThan(0.05);
        assertThat(TestMedia.level(read, RATE * 5 / 4, RATE * 3 / 2)).isGreaterThan(0.05);
    }

    @Test
    void aFileWithoutSoundGivesNone() {
        Path path = TestEncoder.silentVideo(folder.resolve("silent.mp4"), 20);
        assertThat(AudioReader.open(path, MediaLimits.defaults())).isEmpty();
    }

    @Test
    void numbersThatAreNoSoundAreNamedWithTheirTime() throws IOException {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1e30f, 12_345}) {
            float[] samples = new float[4 * RATE];
            Arrays.fill(samples, 0.5f);
            samples[3 * RATE + 1] = wrong;
            Path path = TestMedia.floatWav(folder.resolve("a.wav"), RATE, 2, samples);
            assertThatThrownBy(() -> TestMedia.read(path, 1000))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessage(path + ": its sound has a sample of " + (double) wrong
                            + " at 1.5000 s, and must have numbers up to ±100, where full scale is 1");
        }
        float[] loud = {0.5f, 1.5f, -99, 99, 0};
        assertThat(TestMedia.read(TestMedia.floatWav(folder.resolve("a.wav"), RATE, 1, loud), 3))
                .containsExactly(loud);
    }

    @Test
    void soundBeyondTheLimitIsGivenUp() throws IOException {
        Path path = TestMedia.wav(folder.resolve("a.wav"), RATE, 1, TestMedia.sound(RATE, 1.5));
        try (AudioReader reader =
                AudioReader.open(path, new MediaLimits(1, 30, 1 << 20)).orElseThrow()) {
            assertThatThrownBy(() -> TestMedia.read(reader, 100))
                    .isInstanceOf(VavlException.class)
                    .hasMessage(path + ": its sound is longer than 1 s, the most that is read");
        }
    }

    @Test
    void aFileThatTakesTooLongIsGivenUp() throws IOException {
        Path path = TestMedia.wav(folder.resolve("a.wav"), RATE, 1, TestMedia.sound(RATE, 1.5));
        assertThatThrownBy(() -> AudioReader.open(path, new MediaLimits(60, 0, 1 << 20)))
                .isInstanceOf(VavlException.class)
                .hasMessage(path + ": given up: a step of reading it took more than 0.0 s");
    }

    @Test
    @Tag("slow")
    void memoryDoesNotGrowWithTheFile() throws IOException, InterruptedException {
        Path path = TestMedia.wav(folder.resolve("long.wav"), RATE, 1, new float[RATE]);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(3600 * 2L * RATE); // sparse; the header's length is that of a file cut off
            file.seek(4);
            file.writeInt(-1);
            file.seek(40);
            file.writeInt(-1);
        }
        String[] answer =
                run(MeasuringProcess.class, "-Xmx48m", path.toString()).split(" ", 2);
        assertThat(Integer.parseInt(answer[0])).isBetween(3600 - 1, 3600);
        assertThat(Long.parseLong(answer[1])).as("growth").isLessThan(48 << 20);
    }

    /** Says how many seconds a file has, and by how many bytes the process grew after the first ten minutes. */
    static final class MeasuringProcess {
        private MeasuringProcess() {}

        public static void main(String[] path) {
            try (AudioReader reader =
                    AudioReader.open(Path.of(path[0]), MediaLimits.defaults()).orElseThrow()) {
                float[] piece = new float[RATE];
                int seconds = 0;
                long before = 0;
                for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
                    seconds++;
                    before = seconds == 600 ? Pointer.physicalBytes() : before;
                }
                System.out.print(seconds + " " + (Pointer.physicalBytes() - before));
            }
        }
    }

    /** What a class answers in a process of its own. */
    private static String run(Class<?> program, String option, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** What FFmpeg says goes past Java to the process's own standard error, so another process it is. */
    @Test
    @Tag("slow")
    void nothingIsPrintedButOneWarning() throws IOException, InterruptedException {
        Path sound = TestEncoder.sound(folder.resolve("a.mp3"), "libmp3lame", 44_100, TestMedia.sound(44_100, 1), 0);
        byte[] bytes = Files.readAllBytes(sound);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 900, (byte) 0x5A);
        Files.write(sound, bytes);
        Path text = Files.writeString(folder.resolve("text.wav"), "no sound");
        String output = run(ReadingProcess.class, "-Xmx64m", sound.toString(), text.toString());
        assertThat(output)
                .matches(
                        ".*WARN .*AudioReader - .*a\\.mp3: 1 damaged packet of its sound was skipped.*\nsound\nnone\n");
    }

    /** Reads the files that it is given. */
    static final class ReadingProcess {
        private ReadingProcess() {}

        public static void main(String[] paths) {
            for (String path : paths) {
                try {
                    System.out.println(TestMedia.read(Path.of(path), 1000).length > 0 ? "sound" : "empty");
                } catch (VavlException e) {
                    System.out.println("none");
                }
            }
        }
    }
}
