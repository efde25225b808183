package org.vavl.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.CorpusWriter;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.experiment.report.Report;
import org.vavl.learning.experiment.report.ReportFiles;

/** Ids are the same text in every table, so that programs that know nothing of Vavl can join them. */
class IdsJoinTest {
    private static final List<String> IDS = List.of("-s01", "=1+1", "'-s01", "@home", "s01", "-12", "1e5");
    private static final Task TASK = new Task.Classification(List.of("happy", "sad"), false);

    @TempDir
    private Path folder;

    private static List<String> ids(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .sorted()
                .toList();
    }

    @Test
    void theCorpusThePredictionsAndTheReportsWriteIdsAlikeAndReadThemBack() throws IOException {
        Path corpus = folder.resolve("corpus");
        CorpusDescription description = new CorpusDescription("c", TASK, "made", "none", List.of());
        try (CorpusWriter writer = CorpusWriter.create(corpus, description, List.of("acoustic"))) {
            for (String id : IDS) {
                FeatureSequence one =
                        FeatureSequence.allValid(FloatBuffer.wrap(new float[] {1}), 1, 50, new ExtractorId("any", "1"));
                writer.add(
                        new ClipEntry(id, "speaker", Labels.ofClass("happy"), Map.of(), Map.of()),
                        Map.of("acoustic", one));
            }
            writer.commit();
        }
        float[] said = {0.5f, 0.5f};
        List<PredictionRow> rows = IDS.stream()
                .map(id -> new PredictionRow(
                        id,
                        "speaker",
                        List.of("acoustic"),
                        new float[] {1, 0},
                        Map.of("acoustic", said),
                        List.of("acoustic")))
                .toList();
        Path predictions = Files.writeString(
                folder.resolve("predictions.csv"),
                PredictionsCsv.write(new Predictions(TASK, List.of("acoustic"), rows)));
        ReportFiles.writeTable(
                folder,
                new Report.Table(
                        "points",
                        "",
                        List.of("clip", "x"),
                        IDS.stream().map(id -> List.of(id, "1")).toList()));

        assertThat(ids(predictions)).isEqualTo(ids(corpus.resolve("clips.csv"))).hasSameSizeAs(IDS);
        assertThat(ids(folder.resolve("points.csv"))).isEqualTo(ids(predictions));
        try (CsvReader read = CsvReader.open(predictions);
                CorpusFolder opened = CorpusFolder.open(corpus)) {
            assertThat(read.rows().stream().map(row -> row.require("clip"))).containsExactlyElementsOf(IDS);
            assertThat(opened.clips()).extracting(clip -> clip.id()).containsExactlyInAnyOrderElementsOf(IDS);
        }
    }
}
