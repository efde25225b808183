package org.vavl.model.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vavl.model.whisper.GoldenWhisper.answer;
import static org.vavl.model.whisper.GoldenWhisper.assertClose;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.features.audio.whisper.WhisperSpectrum;

/** Against transformers' {@code WhisperFeatureExtractor}. */
class WhisperSpectrumTest {
    private static float[] spectrum(int bands, float[] samples, int piece, long least) {
        try (WhisperSpectrum spectrum = new WhisperSpectrum(bands)) {
            for (int begin = 0; begin < samples.length; begin += piece) {
                float[] next = Arrays.copyOfRange(samples, begin, Math.min(samples.length, begin + piece));
                spectrum.accept(next, next.length);
            }
            spectrum.finish(least);
            return spectrum.read(0, (int) spectrum.frames());
        }
    }

    @ParameterizedTest
    @CsvSource({"tiny, 80", "wide, 128"})
    void aClipHasTheSpectrumThatTransformersMakes(String name, int bands) {
        assertClose(spectrum(bands, answer(name, "clip"), 100_000, 0), answer(name, "mel"), 1e-5);
    }

    @Test
    void aClipThatIsFilledUpHasTheSpectrumThatTransformersMakes() {
        assertClose(spectrum(80, answer("tiny", "clip"), 100_000, 32_000), answer("tiny", "padded.mel"), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 159, 160, 401, 4096})
    void howTheSoundIsCutIntoPiecesMakesNoDifference(int piece) {
        float[] clip = answer("tiny", "clip");
        assertThat(spectrum(80, clip, piece, 0)).isEqualTo(spectrum(80, clip, clip.length, 0));
        assertThat(spectrum(80, clip, piece, 32_000)).isEqualTo(spectrum(80, clip, clip.length, 32_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 479, 480, 559, 560, 561, 719, 720})
    void aFrameIsMadeForEachWholeHop(int samples) {
        assertThat(spectrum(80, new float[samples], 1000, 0)).hasSize(samples / 160 * 80);
    }
}
