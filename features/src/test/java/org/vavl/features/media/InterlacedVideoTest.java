package org.vavl.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of two fields, as cameras for television take them, against FFmpeg's own filter. */
class InterlacedVideoTest {
    private static final int PICTURE = 10;

    @TempDir
    private Path folder;

    /** Fields of a moving picture, 50 a second, woven into 25 frames a second. */
    private Path interlaced(String name, String order, String size, String... encoder) throws IOException {
        String fields = order.equals("tff") ? "eq(mod(n,4),0)+eq(mod(n,4),3)" : "eq(mod(n,4),1)+eq(mod(n,4),2)";
        List<Object> arguments = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=" + size + ":r=50:d=1",
                "-vf",
                "format=yuv420p,setfield=" + order + ",separatefields,select='" + fields
                        + "',weave,settb=1/25,setpts=N,setfield=" + order,
                "-r",
                25));
        arguments.addAll(List.of(encoder));
        return FFmpegProgram.make(folder.resolve(name), arguments.toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "mpg, tff, 720x576, -c:v mpeg2video -flags +ildct+ilme -b:v 4M",
        "ts, bff, 720x576, -c:v mpeg2video -flags +ildct+ilme -b:v 4M",
        "avi, bff, 720x576, -c:v dvvideo -pix_fmt yuv420p",
        "mkv, tff, 320x240, -c:v ffv1",
        "mov, tff, 320x240, -c:v mpeg4 -flags +ildct+ilme -b:v 4M"
    })
    void fieldsBecomeWholePicturesAsFfmpegMakesThem(String ending, String order, String size, String options)
            throws IOException {
        Path path = interlaced("a." + ending, order, size, options.split(" ", -1));
        byte[] reference = Files.readAllBytes(FFmpegProgram.make(
                folder.resolve("reference.raw"),
                "-i",
                path,
                "-vf",
                "bwdif=mode=send_frame,scale=iw*sar:ih:flags=bicubic,setsar=1,format=rgb24,select=eq(n\\," + PICTURE
                        + ")",
                "-frames:v",
                1,
                "-f",
                "rawvideo"));
        int pictures = 0;
        try (VideoReader reader = VideoReader.open(path, MediaLimits.defaults()).orElseThrow()) {
            while (reader.next()) {
                assertThat(reader.seconds()).isCloseTo(pictures / 25.0, within(1e-3));
                if (pictures++ == PICTURE) {
                    assertThat(meanDifference(reader.image().pixels(), reference))
                            .isLessThan(0.5);
                }
            }
        }
        assertThat(pictures).isBetween(24, 25);
    }

    private static double meanDifference(ByteBuffer pixels, byte[] expected) {
        assertThat(pixels.remaining()).isEqualTo(expected.length);
        long sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.abs((pixels.get(i) & 0xFF) - (expected[i] & 0xFF));
        }
        return (double) sum / expected.length;
    }

    @Test
    void interlacedPicturesMayChangeInSizeAndAmongOthers() throws IOException {
        Path joined = folder.resolve("joined.m2v");
        String[] flags = {"-c:v", "mpeg2video", "-flags", "+ildct+ilme"};
        for (Path part : List.of(
                interlaced("1.m2v", "tff", "128x96", flags),
                interlaced("2.m2v", "tff", "192x64", flags),
                FFmpegProgram.make(
                        folder.resolve("3.m2v"),
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=s=64x64:r=25:d=1",
                        "-c:v",
                        "mpeg2video"))) {
            Files.write(joined, Files.readAllBytes(part), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        List<Integer> widths = new ArrayList<>();
        try (VideoReader reader =
                VideoReader.open(joined, MediaLimits.defaults()).orElseThrow()) {
            while (reader.next()) {
                widths.add(reader.image().width());
            }
        }
        assertThat(widths).hasSizeBetween(70, 75).isSubsetOf(128, 192, 64).containsSubsequence(128, 192, 64);
    }

    @Test
    void aSingleInterlacedPictureIsOne() throws IOException {
        Path path = interlaced("a.mkv", "tff", "64x48", "-c:v", "ffv1", "-frames:v", "1");
        try (VideoReader reader = VideoReader.open(path, MediaLimits.defaults()).orElseThrow()) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.image().width()).isEqualTo(64);
            assertThat(reader.next()).isFalse();
        }
    }
}
