package org.vavl.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;

class PredictionsReaderTest {
    private static final Task.Classification TASK = new Task.Classification(List.of("happy", "sad"), false);
    private static final List<String> HEADS = List.of("acoustic", "visual");

    @TempDir
    private Path folder;

    private static PredictionRow row(String clip, Map<String, float[]> heads) {
        List<String> answering =
                HEADS.stream().filter(heads::containsKey).limit(1).toList();
        return new PredictionRow(clip, "s", List.of("acoustic", "visual"), new float[] {0, 1}, heads, answering);
    }

    private static Predictions predictions() {
        return new Predictions(
                TASK,
                HEADS,
                List.of(
                        row("a", Map.of("acoustic", new float[] {0.25f, 0.75f}, "visual", new float[] {1e-8f, 1})),
                        row("b, \"c\"", Map.of("visual", new float[] {0.5f, 0.5f}))));
    }

    private Path table(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "predictions", ".csv"), text);
    }

    private Predictions read(String text) throws IOException {
        return new PredictionsReader(TASK, HEADS).read(List.of(table(text)));
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        Path table = table(PredictionsCsv.write(predictions()));
        Predictions read = new PredictionsReader(TASK, HEADS).read(List.of(table, table));
        assertThat(read.rows())
                .extracting(PredictionRow::clip)
                .containsExactly("1:a", "1:b, \"c\"", "2:a", "2:b, \"c\"");
        for (int i = 0; i < read.rows().size(); i++) {
            PredictionRow expected = predictions().rows().get(i % 2);
            PredictionRow row = read.rows().get(i);
            assertThat(row.target()).containsExactly(expected.target());
            assertThat(row.selectedHeads()).isEqualTo(expected.selectedHeads());
            assertThat(row.heads().keySet()).isEqualTo(expected.heads().keySet());
            expected.heads()
                    .forEach((head, values) -> assertThat(row.output(head)).containsExactly(values));
        }
    }

    @Test
    void namesFileAndLineOfWhatIsWrong() throws IOException {
        String good = PredictionsCsv.write(predictions());
        for (String wrong : List.of(
                good.replace("0.75", "1.75"),
                good.replace("0.75", "high"),
                good.replace("0.75", "NaN"),
                good.replace(",sad,", ",bored,"),
                good.replace("0.25,0.75", ","))) {
            assertThatThrownBy(() -> read(wrong))
                    .as(wrong)
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("line 2");
        }
        assertThatThrownBy(() -> read(good.replace("visual.sad", "visual.glad")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("visual.sad");
        assertThatThrownBy(() -> read(good.substring(0, good.indexOf('\n') + 1)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("no predictions");
    }
}
