package org.vavl.learning.corpus.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.CorpusWriter;

class ParquetExportTest {
    @TempDir
    private Path folder;

    private static FeatureSequence features(int seed, int frames) {
        float[] values = new float[frames * 2];
        BitSet valid = new BitSet();
        for (int t = 0; t < frames; t++) {
            valid.set(t, t % 3 != 1);
            values[2 * t] = seed + t / 7f;
            values[2 * t + 1] = -Float.MIN_VALUE * seed;
        }
        return new FeatureSequence(FloatBuffer.wrap(values), 2, 12.5, valid, new ExtractorId("made", "3"));
    }

    private Path corpus() {
        Path corpus = folder.resolve("corpus");
        CorpusDescription description = new CorpusDescription(
                "c", new Task.Classification(List.of("sad", "happy"), false), "somewhere", "CC0", List.of());
        try (CorpusWriter writer = CorpusWriter.create(corpus, description, List.of("acoustic", "visual"))) {
            // An id that is another's without its ending, and one that is another's last part.
            writer.add(entry("a", "sad", Part.TRAIN), Map.of("acoustic", features(1, 4), "visual", features(2, 1)));
            writer.add(entry("a.b", "happy", Part.TEST), Map.of("acoustic", features(3, 7)));
            writer.add(entry("x/a", "happy", Part.TEST), Map.of("visual", features(4, 2)));
            writer.commit();
        }
        return corpus;
    }

    private static ClipEntry entry(String id, String label, Part part) {
        return new ClipEntry(
                id, "=s, \"" + id + "\"", Labels.ofClass(label), Map.of("gender", "f"), Map.of("given", part));
    }

    @Test
    void whatIsReadAgainIsTheSameBitForBit() throws IOException {
        Path out = folder.resolve("out");
        try (CorpusFolder corpus = CorpusFolder.open(corpus())) {
            assertThat(ParquetExport.write(corpus, out)).isEqualTo(4);
        }
        try (ParquetFeatures acoustic = ParquetFeatures.read(out.resolve("features"), "acoustic");
                ParquetFeatures visual = ParquetFeatures.read(out.resolve("features"), "visual")) {
            assertSame(acoustic.features("a").orElseThrow(), features(1, 4));
            assertSame(acoustic.features("a.b").orElseThrow(), features(3, 7));
            assertSame(visual.features("a").orElseThrow(), features(2, 1));
            assertSame(visual.features("x/a").orElseThrow(), features(4, 2));
            assertThat(acoustic.features("x/a")).isEmpty();
            assertThat(visual.features("a.b")).isEmpty();
        }
        assertThat(Files.readString(out.resolve("clips.csv")))
                .startsWith("id,speaker,label,trait:gender,partition:given");
    }

    @Test
    void aClipThatWouldBeTakenForAnotherIsRefused() {
        Path place = folder.resolve("corpus");
        CorpusDescription description = new CorpusDescription(
                "c", new Task.Classification(List.of("sad", "happy"), false), "somewhere", "CC0", List.of());
        try (CorpusWriter writer = CorpusWriter.create(place, description, List.of("acoustic", "visual"))) {
            writer.add(entry("a", "sad", Part.TRAIN), Map.of("acoustic", features(1, 4)));
            writer.add(entry("x/a", "happy", Part.TEST), Map.of("visual", features(4, 2)));
            writer.commit();
        }
        try (CorpusFolder corpus = CorpusFolder.open(place)) {
            assertThatThrownBy(() -> ParquetExport.write(corpus, folder.resolve("out")))
                    .isInstanceOf(VavlException.class)
                    .hasMessage("clip a has no visual features, and would be given those of x/a, whose id is like it:"
                            + " rename one");
        }
    }

    private static void assertSame(FeatureSequence found, FeatureSequence expected) {
        assertThat(found.extractor()).isEqualTo(expected.extractor());
        assertThat(found.frameRate()).isEqualTo(expected.frameRate());
        assertThat(found.width()).isEqualTo(expected.width());
        assertThat(found.valid()).isEqualTo(expected.valid());
        for (int t = 0; t < expected.frames(); t++) {
            for (int d = 0; d < expected.width() && expected.isValid(t); d++) {
                assertThat(Float.floatToRawIntBits(found.value(t, d)))
                        .isEqualTo(Float.floatToRawIntBits(expected.value(t, d)));
            }
        }
    }
}
