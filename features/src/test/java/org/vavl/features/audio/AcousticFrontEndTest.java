package org.vavl.features.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.vavl.features.audio.GoldenSignals.extract;
import static org.vavl.features.audio.GoldenSignals.gliding;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.ExtractedFeatures;
import org.vavl.features.audio.SilenceSettings.Frames;

class AcousticFrontEndTest {
    /** A second of nothing, a second of speech-like tone, half a second of nothing, a second of tone, a second of nothing. */
    private static float[] interrupted() {
        float[] tone = gliding(150, 300);
        float[] samples = new float[72_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] =
                    1e-4f * (i * 31 % 17 - 8) / 8; // a quiet room; what digital silence is, AcousticAlgorithmTest says
        }
        System.arraycopy(tone, 0, samples, 16_000, 16_000);
        System.arraycopy(tone, 0, samples, 40_000, 16_000);
        return samples;
    }

    private static AcousticSettings with(SilenceSettings silence) {
        AcousticSettings d = AcousticSettings.defaults();
        return new AcousticSettings(
                d.logMel(), 0, true, d.pitch(), 0, 0, 1, false, silence, SummarySettings.defaults());
    }

    /** Both ways to end a sound, which is noise of changing loudness. */
    private static void assertLongIsTheSame(AcousticSettings settings, int seconds) {
        Random random = new Random(5);
        ExtractorId id = new ExtractorId("test", "1");
        float[] second = new float[16_000];
        try (AcousticFrontEnd inMemory = new AcousticFrontEnd(settings);
                AcousticFrontEnd aFewAtATime = new AcousticFrontEnd(settings)) {
            for (int i = 0; i < seconds; i++) {
                float loudness = random.nextFloat();
                for (int n = 0; n < second.length; n++) {
                    second[n] = loudness * (random.nextFloat() - 0.5f);
                }
                inMemory.accept(second, second.length);
                aFewAtATime.accept(second, second.length);
            }
            FeatureSequence expected = inMemory.finish(id);
            try (ExtractedFeatures features = aFewAtATime.finishLong(id)) {
                FeatureSequence sequence = features.sequence();
                assertThat(sequence.width()).isEqualTo(expected.width());
                assertThat(sequence.frameRate()).isEqualTo(expected.frameRate());
                assertThat(sequence.values()).isEqualTo(expected.values());
                assertThat(sequence.valid()).isEqualTo(expected.valid());
            }
        }
    }

    @Test
    void framesThatAreMadeAFewAtATimeAreTheSame() {
        AcousticSettings d = AcousticSettings.defaults();
        assertLongIsTheSame(d, 45);
        assertLongIsTheSame(
                new AcousticSettings(
                        d.logMel(), 12, true, d.pitch(), 0, 0, 1, true, d.silence(), SummarySettings.defaults()),
                25);
        assertLongIsTheSame(
                new AcousticSettings(
                        d.logMel(), 0, true, d.pitch(), 1, 2, 3, false, d.silence(), SummarySettings.defaults()),
                25);
    }

    @Test
    @Tag("slow")
    void framesThatAreTooManyForMemoryAreTheSame() {
        assertLongIsTheSame(GoldenSignals.onlyBands(LogMelSettings.defaults()), 600); // 9.6 MB in a temporary file
    }

    @Test
    void silenceIsNotValidAtTheEdgesOrEverywhereOrNowhere() {
        FeatureSequence none = extract(with(new SilenceSettings(Frames.NONE, 30, 0.1)), interrupted());
        FeatureSequence edges = extract(with(new SilenceSettings(Frames.EDGES, 30, 0.1)), interrupted());
        FeatureSequence all = extract(with(new SilenceSettings(Frames.ALL, 30, 0.1)), interrupted());
        assertThat(none.validFrames()).isEqualTo(none.frames());
        assertThat(edges.values()).isEqualTo(none.values());
        // Frames 49 to 99 hold the first tone, 124 to 174 the second, each with five frames around it.
        assertThat(edges.valid().nextSetBit(0)).isBetween(43, 45);
        assertThat(edges.valid().length()).isBetween(179, 182);
        assertThat(edges.validFrames())
                .isEqualTo(edges.valid().length() - edges.valid().nextSetBit(0));
        assertThat(all.isValid(112)).isFalse();
        assertThat(all.isValid(75)).isTrue();
        assertThat(all.isValid(150)).isTrue();
    }

    @Test
    void aClipThatIsQuietThroughoutStaysValid() {
        float[] quiet = new float[16_000];
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = i % 2 == 0 ? 1e-4f : -1e-4f;
        }
        FeatureSequence frames = extract(AcousticSettings.defaults(), quiet);
        assertThat(frames.validFrames()).isEqualTo(frames.frames());
    }

    @Test
    void aNormalisedClipIsTheSameHoweverLoudItIs() {
        AcousticSettings d = AcousticSettings.defaults();
        AcousticSettings normalised = new AcousticSettings(
                d.logMel(), 0, true, d.pitch(), 0, 0, 1, true, d.silence(), SummarySettings.defaults());
        float[] soft = gliding(150, 300);
        for (int i = 0; i < soft.length; i++) {
            soft[i] *= 0.1f;
        }
        FeatureSequence one = extract(normalised, gliding(150, 300));
        FeatureSequence two = extract(normalised, soft);
        float loudest = Float.NEGATIVE_INFINITY;
        for (int frame = 0; frame < one.frames(); frame++) {
            for (int column = 0; column < 81; column++) {
                assertThat(two.value(frame, column)).isCloseTo(one.value(frame, column), offset(1e-3f));
            }
            loudest = Math.max(loudest, one.value(frame, 80));
        }
        assertThat(loudest).isEqualTo(0);
    }

    @Test
    void columnsHaveTheirNamesAndPlaces() {
        AcousticSettings d = AcousticSettings.defaults();
        AcousticSettings settings = new AcousticSettings(
                d.logMel(), 16, true, d.pitch(), 1, 0, 3, false, d.silence(), SummarySettings.defaults());
        FeatureSequence plain = extract(d, interrupted());
        FeatureSequence derived = extract(settings, interrupted());
        assertThat(settings.columns()).hasSize(19 * 2 * 3).doesNotHaveDuplicates();
        assertThat(derived.width()).isEqualTo(settings.columns().size());
        assertThat(derived.frameRate()).isCloseTo(50 / 3.0, offset(1e-9));
        assertThat(derived.frames()).isEqualTo((plain.frames() + 2) / 3);
        int energy = settings.columns().indexOf("energy+2");
        int change = settings.columns().indexOf("delta-voicing+1");
        for (int frame = 1; frame < 60; frame++) {
            assertThat(derived.value(frame, energy)).isEqualTo(plain.value(3 * frame + 2, 80));
            int at = 3 * frame + 1;
            assertThat(derived.value(frame, change))
                    .isCloseTo(
                            (plain.value(at + 1, 82)
                                            - plain.value(at - 1, 82)
                                            + 2 * (plain.value(at + 2, 82) - plain.value(at - 2, 82)))
                                    / 10,
                            offset(1e-6f));
            assertThat(derived.isValid(frame))
                    .isEqualTo(plain.isValid(at - 1) || plain.isValid(at) || plain.isValid(at + 1));
        }
    }

    @Test
    void positionsGoFromOneEndOfTheValidPartToTheOther() {
        AcousticSettings d = AcousticSettings.defaults();
        AcousticSettings settings = new AcousticSettings(
                d.logMel(), 0, true, d.pitch(), 0, 3, 1, false, d.silence(), SummarySettings.defaults());
        FeatureSequence frames = extract(settings, interrupted());
        int first = settings.columns().indexOf("position-1");
        int begin = frames.valid().nextSetBit(0);
        int end = frames.valid().length();
        for (int frame = 0; frame < frames.frames(); frame++) {
            double place = Math.max(0, Math.min(1, (frame - begin + 0.5) / (end - begin)));
            for (int k = 1; k <= 3; k++) {
                assertThat((double) frames.value(frame, first + k - 1))
                        .isCloseTo(Math.cos(Math.PI * k * place), offset(1e-6));
            }
        }
        assertThat(extract(settings, new float[0]).frames()).isZero();
    }

    @Test
    void aVersionSaysAllSettings() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            AcousticSettings settings = randomSettings(random);
            ExtractorId id = new LogMelExtractor(settings).id();
            assertThat(LogMelExtractor.of(id).settings()).as("seed %d", seed).isEqualTo(settings);
        }
    }

    private static AcousticSettings randomSettings(Random random) {
        int rate = 8000 + random.nextInt(20_000);
        int bands = 1 + random.nextInt(30);
        return new AcousticSettings(
                new LogMelSettings(
                        rate,
                        0.02 + 0.01 * random.nextDouble(),
                        0.001 + random.nextDouble() / 10,
                        2048,
                        bands,
                        random.nextInt(100),
                        rate / 2.0 - random.nextInt(500),
                        Math.pow(10, -1 - random.nextInt(20))),
                random.nextInt(bands + 1),
                random.nextBoolean(),
                new PitchSettings(random.nextBoolean(), 0.05, 50 + random.nextInt(9), 200 + random.nextInt(99), 0.3),
                random.nextInt(3),
                random.nextInt(5),
                1 + random.nextInt(5),
                random.nextBoolean(),
                new SilenceSettings(
                        random.nextBoolean() ? Frames.ALL : Frames.EDGES, 1 + random.nextInt(80), random.nextDouble()),
                new SummarySettings(random.nextInt(9), random.nextBoolean()));
    }

    @Test
    void otherSettingsAreAnotherVersion() {
        AcousticSettings d = AcousticSettings.defaults();
        AcousticSettings other = new AcousticSettings(
                d.logMel(), 0, true, d.pitch(), 1, 0, 1, false, d.silence(), SummarySettings.defaults());
        assertThat(new LogMelExtractor(d).id()).isNotEqualTo(new LogMelExtractor(other).id());
        assertThat(new LogMelExtractor(d).id()).isEqualTo(new LogMelExtractor(AcousticSettings.defaults()).id());
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        String version = new LogMelExtractor(AcousticSettings.defaults()).id().version();
        for (String wrong : new String[] {
            "1",
            version.replaceFirst("2;", "3;"),
            version.replaceFirst("2;", "0;"),
            version + ";x=1",
            version.replace("bands=80", "bands=0"),
            version.replace("rate=16000", "rate=99999999999"),
            version.replace("true", "maybe"),
            version.replace("~", "-")
        }) {
            assertThatThrownBy(() -> LogMelExtractor.of(new ExtractorId("logmel", wrong)))
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("has no version '" + wrong + "'");
        }
        assertThatThrownBy(() -> LogMelExtractor.of(new ExtractorId("wav2vec", "1")))
                .isInstanceOf(VavlException.class)
                .hasMessage("extractor 'wav2vec 1' is not known: must be logmel");
    }
}
