package org.vavl.features.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.media.TestMedia;

class DigitalSilenceTest {
    private static final int RATE = 16_000;

    @TempDir
    private Path folder;

    private static float[] soundWithSilence(int from, int to) {
        float[] samples = TestMedia.sound(RATE, 2);
        Arrays.fill(samples, from, to, 0);
        return samples;
    }

    private static BitSet allBut(int frames, int from, int to) {
        BitSet valid = new BitSet();
        valid.set(0, frames);
        valid.clear(from, to);
        return valid;
    }

    @Test
    void framesOfWhichNoSampleIsAboveTheFloorAreNotValid() {
        SoundLevel.OfFrames silence = new SoundLevel.OfFrames(320, 400);
        float[] samples = soundWithSilence(3200, 6400);
        silence.accept(Arrays.copyOf(samples, 3280), 0, 10);
        silence.accept(Arrays.copyOfRange(samples, 3200, samples.length), 0, 80);
        assertThat(silence.valid()).isEqualTo(allBut(90, 10, 19));
    }

    @Test
    void whatAMicrophoneRecordsOfAQuietRoomIsValid() {
        SoundLevel.OfFrames silence = new SoundLevel.OfFrames(320, 320);
        float[] samples = new float[3200];
        Arrays.fill(samples, 1f / 32768);
        silence.accept(samples, 0, 10);
        assertThat(silence.valid().cardinality()).isEqualTo(10);
    }

    @Test
    void samplesOfDigitalSilenceAreNotValidAndZerosWithinSoundAre() throws IOException {
        float[] samples = soundWithSilence(15_900, 20_000);
        samples[30_000] = 0;
        samples[30_001] = 0;
        samples[15_899] = 0.5f;
        samples[20_000] = 0.5f;
        Path media = TestMedia.floatWav(folder.resolve("a.wav"), RATE, 1, samples);
        FeatureSequence ofFile = new WaveformExtractor().extract(media);
        assertThat(ofFile.frames()).isEqualTo(samples.length);
        assertThat(ofFile.valid()).isEqualTo(allBut(samples.length, 15_900, 20_000));
        assertThat(new WaveformExtractor().extract("pushed", samples).valid()).isEqualTo(ofFile.valid());
    }
}
