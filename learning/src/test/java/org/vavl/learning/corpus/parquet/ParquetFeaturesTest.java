package org.vavl.learning.corpus.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;

class ParquetFeaturesTest {
    /** Made by tools/fixtures/parquet_features.py. */
    private static final Path TABLE = Path.of("src/test/resources/org/vavl/learning/corpus/parquet/features");

    @Test
    void aRecordingIsKnownByItsPathAndItsLastPartsAndHasItsLatestRow() {
        try (ParquetFeatures features = ParquetFeatures.read(TABLE, "acoustic")) {
            for (String name : new String[] {"s3a://calls/a/1.flac", "a/1.flac", "a/1", "calls/a/1"}) {
                FeatureSequence found = features.features(name).orElseThrow();
                assertThat(found.extractor()).isEqualTo(new ExtractorId("logmel", "7"));
                assertThat(found.frameRate()).isEqualTo(50);
                assertThat(found.frames()).isEqualTo(3);
                assertThat(found.width()).isEqualTo(3);
                assertThat(found.value(0, 0)).isEqualTo(1.5f);
                assertThat(found.value(1, 2)).isEqualTo(6);
                assertThat(found.isValid(1)).isTrue();
                assertThat(found.isValid(2)).isFalse();
            }
            assertThat(features.features("a")).isEmpty();
        }
    }

    @Test
    void modalitiesAreApart() {
        try (ParquetFeatures features = ParquetFeatures.read(TABLE, "visual")) {
            FeatureSequence found = features.features("1").orElseThrow();
            assertThat(found.extractor()).isEqualTo(new ExtractorId("face-hog", "3"));
            assertThat(found.frames()).isEqualTo(1);
            assertThat(found.value(0, 1)).isEqualTo(0.5f);
            assertThat(features.features("b/1")).isEmpty();
        }
    }

    @Test
    void aNameOfTwoRecordingsAndARowWithAnErrorAreToldOf() {
        try (ParquetFeatures features = ParquetFeatures.read(TABLE, "acoustic")) {
            assertThatThrownBy(() -> features.features("1"))
                    .isInstanceOf(VavlException.class)
                    .hasMessage(TABLE + ": '1' may be s3a://calls/a/1.flac or s3a://calls/b/1.flac: the clip must be"
                            + " called by more of its path");
            assertThatThrownBy(() -> features.features("2"))
                    .isInstanceOf(VavlException.class)
                    .hasMessage("s3a://calls/b/2.flac: has no sound");
        }
    }

    @Test
    void whatIsNoSuchTableIsRefused(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> ParquetFeatures.read(folder, "acoustic"))
                .isInstanceOf(VavlException.class)
                .hasMessage(folder + " has no file whose name ends in .parquet");
        assertThatThrownBy(() -> ParquetFeatures.read(folder.resolve("none"), "acoustic"))
                .isInstanceOf(VavlException.class)
                .hasMessage(folder.resolve("none") + " does not exist");
        Path text = Files.writeString(folder.resolve("text.parquet"), "this is no Parquet");
        assertThatThrownBy(() -> ParquetFeatures.read(text, "acoustic"))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(text + " is no table of features in Parquet: ");
        Path cut = folder.resolve("cut.parquet");
        byte[] whole = Files.readAllBytes(TABLE.resolve("part-00000.parquet"));
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> ParquetFeatures.read(cut, "acoustic")).isInstanceOf(VavlException.class);
    }
}
