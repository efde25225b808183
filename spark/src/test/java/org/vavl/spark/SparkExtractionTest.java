package org.vavl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.TalkingFace;

@Tag("slow")
class SparkExtractionTest {
    private static final ExtractorChoice FACES = ExtractorChoice.visual("face-hog");

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();

    private Dataset<Row> recordings(Path... files) {
        List<String> paths = List.of(files).stream().map(Path::toString).toList();
        return spark.createDataset(paths, Encoders.STRING()).toDF("path");
    }

    private String out() {
        return folder.resolve("features").toString();
    }

    private static Row row(Dataset<Row> rows, String modality, String ending) {
        return rows.where("modality = '" + modality + "' and path like '%" + ending + "'")
                .collectAsList()
                .get(0);
    }

    private static void assertHas(Row row, FeatureSequence features) {
        assertThat(LocalSpark.<String>cell(row, "error")).isNull();
        assertThat(LocalSpark.<String>cell(row, "extractor"))
                .isEqualTo(features.extractor().name());
        assertThat(LocalSpark.<String>cell(row, "version"))
                .isEqualTo(features.extractor().version());
        assertThat(LocalSpark.<Double>cell(row, "frame_rate")).isEqualTo(features.frameRate());
        assertThat(LocalSpark.<Integer>cell(row, "width")).isEqualTo(features.width());
        assertThat(LocalSpark.<Integer>cell(row, "frames")).isEqualTo(features.frames());
        assertThat(LocalSpark.<Integer>cell(row, "valid_frames")).isEqualTo(features.validFrames());
        List<Float> values = row.getList(row.fieldIndex("values"));
        List<Boolean> valid = row.getList(row.fieldIndex("valid"));
        assertThat(values).hasSize(features.frames() * features.width());
        assertThat(valid).hasSize(features.frames());
        for (int t = 0; t < features.frames(); t++) {
            assertThat(valid.get(t)).isEqualTo(features.isValid(t));
            for (int d = 0; d < features.width(); d++) {
                float expected = features.isValid(t) ? features.value(t, d) : Float.NaN;
                assertThat(values.get(t * features.width() + d)).isEqualTo(Float.valueOf(expected));
            }
        }
    }

    @Test
    void featuresAreThoseOfTheExtractorsAndWhatIsMissingIsARow() throws IOException {
        Path clip = Files.copy(TalkingFace.CLIP, folder.resolve("clip.mp4"));
        Path voice = FFmpegProgram.make(folder.resolve("voice.flac"), "-i", clip, "-vn");
        ExtractorChoice sound = ExtractorChoice.standard().withSpeech(SpeechDetection.SILERO);
        try (SparkExtraction extraction = SparkExtraction.open(spark, List.of(sound, FACES));
                OpenExtractors local = new OpenExtractors(List.of(sound, FACES))) {
            BatchSummary summary =
                    extraction.write(recordings(clip, voice, folder.resolve("none.wav")), out(), BatchListener.NONE);
            assertThat(summary).isEqualTo(new BatchSummary(6, 0, 3));
            Dataset<Row> rows = spark.read().parquet(out());
            assertThat(rows.columns()).containsExactly(extraction.schema().fieldNames());
            FeatureSequence heard = local.extract("acoustic", clip).sequence();
            FeatureSequence seen = local.extract("visual", clip).sequence();
            assertThat(heard.validFrames()).isBetween(1, heard.frames() - 1);
            assertThat(seen.validFrames()).isBetween(1, seen.frames() - 1);
            assertHas(row(rows, "acoustic", "clip.mp4"), heard);
            assertHas(row(rows, "visual", "clip.mp4"), seen);
            assertThat(LocalSpark.<String>cell(row(rows, "visual", "voice.flac"), "error"))
                    .isEqualTo(voice + ": has no video, and no picture");
            assertThat(LocalSpark.<Boolean>cell(row(rows, "visual", "voice.flac"), "unread"))
                    .isFalse();
            assertThat(LocalSpark.<Boolean>cell(row(rows, "visual", "none.wav"), "unread"))
                    .isTrue();
            assertThat(row(rows, "visual", "none.wav").isNullAt(rows.schema().fieldIndex("values")))
                    .isTrue();
        }
        assertThat(LocalSpark.leftovers()).isEmpty();
    }

    @Test
    void anotherModalityOrSettingIsMadeBesideWhatIsThere() throws IOException {
        Path clip = Files.copy(TalkingFace.CLIP, folder.resolve("clip.mp4"));
        ExtractorChoice cepstra = ExtractorChoice.acoustic("logmel", List.of("logMel.bands=20"));
        assertThat(write(clip, ExtractorChoice.standard())).isEqualTo(new BatchSummary(1, 0, 0));
        assertThat(write(clip, ExtractorChoice.standard(), FACES)).isEqualTo(new BatchSummary(2, 1, 0));
        assertThat(write(clip, cepstra)).isEqualTo(new BatchSummary(1, 0, 0));
        assertThat(write(clip, cepstra, FACES)).isEqualTo(new BatchSummary(2, 2, 0));
        Dataset<Row> rows = spark.read().parquet(out());
        assertThat(rows.count()).isEqualTo(3);
        try (AcousticExtractor extractor = Extractors.standard().acoustic("logmel", List.of("logMel.bands=20"))) {
            assertHas(rows.where("width < 30").first(), extractor.extract(clip));
        }
    }

    private BatchSummary write(Path clip, ExtractorChoice... choices) {
        try (SparkExtraction extraction = SparkExtraction.open(spark, List.of(choices))) {
            return extraction.write(recordings(clip), out(), BatchListener.NONE);
        }
    }

    @Test
    void unknownAndDoubledExtractorsAreRefused() {
        assertThatThrownBy(() -> ExtractorChoice.visual("nobody"))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("there is no visual extractor 'nobody': must be one of ");
        assertThatThrownBy(() -> SparkExtraction.open(spark, List.of(FACES, FACES)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("must be one for each");
    }
}
