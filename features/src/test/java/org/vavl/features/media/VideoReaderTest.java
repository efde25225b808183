package org.vavl.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.features.Image;

class VideoReaderTest {
    @TempDir
    private Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static VideoReader open(Path path) {
        return VideoReader.open(path, MediaLimits.defaults()).orElseThrow();
    }

    private static List<Double> times(Path path) {
        List<Double> times = new ArrayList<>();
        try (VideoReader reader = open(path)) {
            while (reader.next()) {
                times.add(reader.seconds());
            }
        }
        return times;
    }

    /** The last of the pictures, copied. */
    private static Image last(Path path) {
        try (VideoReader reader = open(path)) {
            int pictures = 0;
            while (reader.next()) {
                pictures++;
            }
            assertThat(pictures).isPositive();
            Image last = reader.image();
            ByteBuffer copy = ByteBuffer.allocateDirect(last.pixels().remaining());
            return new Image(
                    last.width(),
                    last.height(),
                    Image.RGB,
                    copy.put(last.pixels()).flip());
        }
    }

    /** FFmpeg's own RGB pixels of the file's first picture. Its filter has to be told where MPEG-4 says that chroma samples are. */
    private byte[] reference(Path path) throws IOException {
        Path raw = file("reference.raw");
        String place = path.toString().endsWith(".mp4") ? ":in_chroma_loc=left" : "";
        FFmpegProgram.run(
                "-i",
                path,
                "-frames:v",
                1,
                "-vf",
                "scale=flags=bicubic" + place,
                "-pix_fmt",
                "rgb24",
                "-f",
                "rawvideo",
                raw);
        return Files.readAllBytes(raw);
    }

    private static void assertAlike(Image image, byte[] expected, int tolerance) {
        ByteBuffer pixels = image.pixels();
        assertThat(pixels.remaining()).isEqualTo(expected.length);
        int worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs((pixels.get(i) & 0xFF) - (expected[i] & 0xFF)));
        }
        assertThat(worst).as("largest difference").isLessThanOrEqualTo(tolerance);
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, mpeg4, yuv420p",
        "mp4, libopenh264, yuv420p",
        "webm, libvpx-vp9, yuv420p",
        "mkv, ffv1, yuv422p10le",
        "mkv, ffv1, yuv444p16le",
        "mkv, ffv1, gray",
        "mkv, ffv1, bgra",
        "mov, prores, yuv422p10le",
        "mpg, mpeg1video, yuv420p",
        "avi, mjpeg, yuvj422p",
        "mkv, rawvideo, uyvy422",
        "gif, gif, pal8",
        "png, png, monob",
        "tiff, tiff, rgb48le",
        "jpg, mjpeg, yuvj420p"
    })
    void everyPixelFormatBecomesTheRgbThatFfmpegMakesOfIt(String ending, String codec, String format)
            throws IOException {
        Path path = file("a." + ending);
        // An odd size, where the format can have one.
        String size =
                format.startsWith("yuv420") || format.startsWith("uyvy") || ending.equals("mov") ? "102x70" : "101x71";
        FFmpegProgram.run(
                "-f", "lavfi", "-i", "testsrc=s=" + size, "-frames:v", 1, "-c:v", codec, "-pix_fmt", format, path);
        Image image = last(path);
        assertThat(image.width() + "x" + image.height()).isEqualTo(size);
        assertAlike(image, reference(path), 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "90", "180", "270", "90 -display_hflip", "0 -display_vflip", "270 -display_vflip"})
    void picturesOfTurnedCamerasAreTurnedBack(String rotation) throws IOException {
        Path upright = file("upright.mov");
        FFmpegProgram.run("-i", FFmpegProgram.quarters(file("q.png"), 64, 48), "-c:v", "png", upright);
        Path turned = file("turned.mov");
        List<Object> arguments = new ArrayList<>(List.of("-display_rotation"));
        arguments.addAll(List.of(rotation.split(" ", -1)));
        arguments.addAll(List.of("-i", upright, "-c", "copy", turned));
        FFmpegProgram.run(arguments.toArray());
        Image image = last(turned);
        boolean onItsSide = rotation.startsWith("90") || rotation.startsWith("270");
        assertThat(image.width()).isEqualTo(onItsSide ? 48 : 64);
        assertAlike(image, reference(turned), 0);
    }

    @Test
    void pixelsThatAreNotSquareBecomeSo() throws IOException {
        Path path = file("a.mp4");
        FFmpegProgram.run(
                "-i", FFmpegProgram.quarters(file("q.png"), 64, 48), "-vf", "setsar=16/11", "-c:v", "mpeg4", path);
        Image image = last(path);
        assertThat(image.width()).isEqualTo(93);
        assertThat(image.height()).isEqualTo(48);
        assertThat(image.value(92, 0, 1)).isCloseTo(0xC0, within(4));
    }

    @Test
    void largePicturesAreMadeSmaller() throws IOException {
        Image image = last(FFmpegProgram.quarters(file("q.png"), 2880, 3840));
        assertThat(image.width()).isEqualTo(1440);
        assertThat(image.height()).isEqualTo(1920);
        assertThat(image.value(1439, 0, 1)).isEqualTo(0xC0);
        assertThat(image.value(0, 1919, 2)).isEqualTo(0xFF);
    }

    @Test
    void pictureSizesMayChangeOnTheWay() throws IOException {
        Path joined = file("joined.mjpeg");
        for (String size : List.of("64x48", "96x32")) {
            Path part = file(size + ".mjpeg");
            FFmpegProgram.run("-f", "lavfi", "-i", "testsrc=s=" + size, "-frames:v", 3, part);
            Files.write(
                    joined,
                    Files.readAllBytes(part),
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        }
        assertThat(times(joined)).hasSize(6);
        assertThat(last(joined).width()).isEqualTo(96);
    }

    @ParameterizedTest
    @CsvSource({"mp4, mpeg4", "mkv, libvpx", "mpg, mpeg1video", "avi, mjpeg", "ts, mpeg2video"})
    void timeStampsAreKept(String ending, String codec) throws IOException {
        Path path = file("a." + ending);
        FFmpegProgram.run("-f", "lavfi", "-i", "testsrc=s=64x48:r=30", "-t", 1.5, "-c:v", codec, path);
        List<Double> times = times(path);
        assertThat(times).hasSize(45);
        for (int i = 0; i < times.size(); i++) {
            assertThat(times.get(i)).isCloseTo(i / 30.0, within(1e-3));
        }
        try (VideoReader reader = open(path)) {
            assertThat(reader.frameRate()).isCloseTo(30, within(1e-6));
        }
    }

    @Test
    void framesOfAVariableRateAreShownWhenTheFileSays() throws IOException {
        Path path = file("a.mp4");
        FFmpegProgram.run(
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=64x48:r=30",
                "-vf",
                "select='not(mod(n,3))+lt(n,30)'",
                "-t",
                3,
                "-fps_mode",
                "vfr",
                "-c:v",
                "mpeg4",
                path);
        List<Double> times = times(path);
        assertThat(times).hasSize(30 + 20);
        assertThat(times.get(29)).isCloseTo(29 / 30.0, within(1e-3));
        assertThat(times.get(40)).isCloseTo(2.0, within(1e-3));
        try (VideoReader reader = open(path)) {
            assertThat(reader.frameRate()).isBetween(16.0, 18.0);
        }
    }

    /** Sound and pictures have one time: where the file begins, whichever of them comes first. */
    @ParameterizedTest
    @CsvSource({"mkv, 0.4, 0", "mkv, 0, 0.4", "ts, 0.4, 0", "ts, 0, 0.4", "mp4, 0.4, 0", "mp4, 0, 0.4"})
    void soundAndPicturesHaveOneTime(String ending, double pictureStart, double soundStart) throws IOException {
        Path path = file("a." + ending);
        // A flash and a beep, each a second into its stream.
        FFmpegProgram.run(
                "-itsoffset",
                pictureStart,
                "-f",
                "lavfi",
                "-i",
                "color=black:s=64x48:r=50,drawbox=t=fill:c=white:enable='between(t,0.999,1.1)'",
                "-itsoffset",
                soundStart,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=800:sample_rate=48000,volume=enable='lt(t,1)':volume=0",
                "-t",
                2,
                "-c:v",
                "mpeg4",
                "-c:a",
                ending.equals("ts") ? "mp2" : "aac",
                path);
        assertThat(flash(path)).isCloseTo(1 + pictureStart, within(0.021));
        float[] sound = TestMedia.read(path, 16_000);
        int beep = 0;
        while (Math.abs(sound[beep]) < 0.02) {
            beep++;
        }
        assertThat(beep / 16_000.0).isCloseTo(1 + soundStart, within(0.025));
    }

    private static double flash(Path path) {
        try (VideoReader reader = open(path)) {
            while (reader.next()) {
                if (reader.image().value(32, 24, 0) > 128) {
                    return reader.seconds();
                }
            }
        }
        return Double.NaN;
    }

    @Test
    void whatHasNoPicturesOrOnlyACoverHasNoVideo() throws IOException {
        Path sound = TestMedia.wav(file("a.wav"), 16_000, 1, TestMedia.sound(16_000, 0.5));
        assertThat(VideoReader.open(sound, MediaLimits.defaults())).isEmpty();
        Path covered = file("a.mp3");
        FFmpegProgram.run(
                "-i",
                sound,
                "-i",
                FFmpegProgram.quarters(file("q.png"), 64, 48),
                "-map",
                "0:a",
                "-map",
                "1:v",
                "-c:v",
                "mjpeg",
                "-disposition:v",
                "attached_pic",
                covered);
        assertThat(VideoReader.open(covered, MediaLimits.defaults())).isEmpty();
    }

    @Test
    void videosBeyondTheLimitAreGivenUp() throws IOException {
        Path path = file("a.mkv");
        FFmpegProgram.run("-f", "lavfi", "-i", "testsrc=s=64x48:r=10", "-t", 3, "-c:v", "mjpeg", path);
        MediaLimits limits = new MediaLimits(2, 30, 1 << 20);
        try (VideoReader reader = VideoReader.open(path, limits).orElseThrow()) {
            assertThatThrownBy(() -> {
                        while (reader.next()) {
                            assertThat(reader.seconds()).isLessThanOrEqualTo(2);
                        }
                    })
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("longer than 2.0 s");
        }
    }

    @Test
    void aPictureThatSaysItIsHugeTakesNoMemory() throws IOException {
        Path path = FFmpegProgram.quarters(file("q.png"), 64, 48);
        byte[] bytes = Files.readAllBytes(path);
        ByteBuffer.wrap(bytes).putInt(16, 60_000).putInt(20, 60_000);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(bytes, 12, 17);
        ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());
        Files.write(path, bytes);
        try {
            assertThat(times(path)).isEmpty();
        } catch (VavlException e) {
            assertThat(e).hasMessageStartingWith(path + ": ");
        }
    }

    @Test
    void timeGoesOnWhereFilesWereJoined() {
        VideoFrameClock clock = new VideoFrameClock(0.001, 5, 0.04);
        assertShown(clock, 5000, 0);
        assertShown(clock, 5040, 0.04);
        assertShown(clock, 1000, 0.08); // back
        assertShown(clock, 1040, 0.12);
        assertShown(clock, 9_000_000, 0.16); // far ahead
        assertShown(clock, 9_000_500, 0.66); // a gap
        assertShown(clock, org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE, 0.7); // not said
    }

    private static void assertShown(VideoFrameClock clock, long timeStamp, double seconds) {
        assertThat(clock.seconds(timeStamp).orElseThrow())
                .as("time stamp %d", timeStamp)
                .isCloseTo(seconds, within(1e-9));
    }

    /** Whatever a time stamp is, those behind it keep their time. */
    @Test
    void wrongTimeStampsMoveNoOtherPicture() {
        VideoFrameClock clock = new VideoFrameClock(0.001, 5, 0.04);
        assertThat(clock.seconds(4000)).as("before the beginning").isEmpty();
        assertShown(clock, 4990, 0);
        assertShown(clock, 5040, 0.04);
        assertThat(clock.seconds(5040)).as("the same").isEmpty();
        assertShown(clock, 5120, 0.12);
        assertThat(clock.seconds(5100)).as("a little back").isEmpty();
        assertShown(clock, 5200, 0.2);
        assertShown(clock, 2000, 0.24); // once far back
        assertShown(clock, 5280, 0.28);
        assertShown(clock, 905_000, 0.32); // once far ahead
        assertShown(clock, 5360, 0.36);
    }
}
