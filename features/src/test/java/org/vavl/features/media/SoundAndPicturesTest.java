package org.vavl.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One event is heard and seen when the file's time stamps say, in whatever container, and whatever is wrong with others. */
@Tag("slow")
class SoundAndPicturesTest {
    private static final int RATE = AudioReader.SAMPLE_RATE;
    private static final double TOLERANCE = 0.04;
    private static final int EVENTS = 9;

    @TempDir
    private Path folder;

    /** A flash and a beep of 0.1 s at 1 s, 3 s, … 17 s. */
    private Path clip(String name, String encoder) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "color=black:s=64x48:r=25:d=18,drawbox=t=fill:c=white:enable='between(mod(t,2),0.999,1.099)'",
                "-f",
                "lavfi",
                "-i",
                "aevalsrc='0.4*sin(2*PI*1000*t)*between(mod(t,2),1,1.1)':s=48000:d=18"));
        arguments.addAll(List.of(encoder.split(" ", -1)));
        return FFmpegProgram.make(folder.resolve(name), arguments.toArray());
    }

    private static List<Double> beeps(Path path) {
        float[] sound = TestMedia.read(path, RATE);
        List<Double> beeps = new ArrayList<>();
        int quietFrom = -RATE;
        for (int i = 0; i < sound.length; i++) {
            if (Math.abs(sound[i]) > 0.1) {
                if (i - quietFrom > RATE / 2) {
                    beeps.add((double) i / RATE);
                }
                quietFrom = i;
            }
        }
        return beeps;
    }

    private static List<Double> flashes(Path path) {
        List<Double> flashes = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(path, MediaLimits.defaults()).orElseThrow()) {
            boolean wasWhite = false;
            double last = Double.NEGATIVE_INFINITY;
            while (reader.next()) {
                assertThat(reader.seconds()).isGreaterThan(last);
                last = reader.seconds();
                boolean isWhite = reader.image().value(32, 24, 0) > 128;
                if (isWhite && !wasWhite) {
                    flashes.add(reader.seconds());
                }
                wasWhite = isWhite;
            }
        }
        return flashes;
    }

    private static void assertTimes(String what, List<Double> times, double rate, double shift) {
        assertThat(times).as(what).hasSize(EVENTS);
        for (int event = 0; event < EVENTS; event++) {
            assertThat(times.get(event))
                    .as(what + " " + event)
                    .isCloseTo((1 + 2 * event) * rate + shift, within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, -c:v mpeg4 -c:a aac",
        "mov, -c:v libopenh264 -c:a pcm_s16le",
        "mkv, -c:v libvpx-vp9 -c:a libopus",
        "avi, -c:v mjpeg -c:a libmp3lame",
        "ts, -c:v mpeg2video -c:a mp2",
        "mpg, -c:v mpeg1video -c:a mp2",
        "flv, -c:v flv -ar 44100 -c:a libmp3lame",
        "mkv, -c:v mjpeg -c:a flac"
    })
    void whatHappensAtOnceIsAtOnce(String ending, String encoder) throws IOException {
        Path path = clip("a." + ending, encoder);
        List<Double> beeps = beeps(path);
        List<Double> flashes = flashes(path);
        assertThat(beeps).hasSize(EVENTS);
        assertThat(flashes).hasSize(EVENTS);
        for (int event = 0; event < EVENTS; event++) {
            assertThat(flashes.get(event)).as("flash %d", event).isCloseTo(beeps.get(event), within(TOLERANCE));
        }
    }

    /** The faults are made by FFmpeg's bitstream filters, which change packets and their time stamps alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "two of five packets of sound are missing | -bsf:a noise=drop='eq(mod(n,5),0)+eq(mod(n,5),2)' | 1 | 0 | 1 | 0",
                "one of eleven packets of sound is missing | -bsf:a noise=drop='eq(mod(n,11),7)' | 1 | 0 | 1 | 0",
                "the sound's clock is fast | -bsf:a setts=ts=TS*0.99 | 0.99 | 0 | 1 | 0",
                "the sound's clock is slow | -bsf:a setts=ts=TS*1.01 | 1.01 | 0 | 1 | 0",
                "time stamps of pictures are equal | -bsf:v setts=pts='if(eq(mod(N,10),9),PREV_OUTPTS,PTS)':dts='if(eq(mod(N,10),9),PREV_OUTDTS,DTS)' | 1 | 0 | 1 | 0",
                "time stamps of pictures go back | -bsf:v setts=pts='PTS+200-if(eq(mod(N,10),9),120,0)':dts=DTS"
                        + " | 1 | 0 | 1 | 0.2",
                "pictures are missing | -bsf:v noise=drop='eq(mod(n,4),2)' | 1 | 0 | 1 | 0",
                "all begins late | -output_ts_offset 3 | 1 | 0 | 1 | 0"
            })
    void faultsOfSomePacketsMoveNoOthers(
            String fault, String options, double soundRate, double soundShift, double rate, double shift)
            throws IOException {
        Path clip = clip("clip.mkv", "-c:v mjpeg -c:a aac");
        List<Object> arguments = new ArrayList<>(List.of("-i", clip, "-c", "copy"));
        for (String option : options.split(" ", -1)) {
            arguments.add(option);
        }
        Path path = FFmpegProgram.make(folder.resolve("fault.mkv"), arguments.toArray());
        assertTimes(fault + ": beep", beeps(path), soundRate, soundShift);
        assertTimes(fault + ": flash", flashes(path), rate, shift);
    }
}
