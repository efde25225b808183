package org.vavl.learning.corpus.importer.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/** Tables by the toolkits' published columns; see tools/fixtures/toolkit_fixture.py. */
class ToolkitTableTest {
    private static final ToolkitTable.Settings ALL = settings(OptionalDouble.empty());

    @TempDir
    private Path folder;

    private static ToolkitTable.Settings settings(OptionalDouble rate, String... columns) {
        return new ToolkitTable.Settings(rate, ToolkitTable.Settings.USUAL_CONFIDENCE, List.of(columns));
    }

    private static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(ToolkitTableTest.class.getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FeatureSequence features(ToolkitTable table, String key) {
        return table.features(key, table.extractor()).orElseThrow();
    }

    /** One value a frame; not a number where it is not valid. */
    private static List<Double> values(FeatureSequence sequence, int column) {
        List<Double> values = new ArrayList<>();
        for (int t = 0; t < sequence.frames(); t++) {
            float value = sequence.values().get(t * sequence.width() + column);
            values.add(sequence.valid().get(t) ? Math.round(value * 1e4) / 1e4 : Double.NaN);
        }
        return values;
    }

    @Test
    void openFacesFramesAreOfTheFaceThatIsBelievedTheMost() {
        ToolkitTable table = ToolkitTable.read(fixture("openface.csv"), ALL);
        assertThat(table.extractor().name()).isEqualTo("openface");
        assertThat(table.features())
                .hasSize(11 + 17 + 18)
                .startsWith("gaze_0_x")
                .contains("AU28_c", "pose_Rx")
                .doesNotContain("success", "confidence", "face_id", "timestamp", "frame");
        FeatureSequence read = features(table, "openface");
        assertThat(read.frameRate()).isCloseTo(25, within(1e-9));
        // face 1, whose confidence is higher; in frame 3 no face is found
        assertThat(values(read, table.features().indexOf("AU01_r")))
                .containsExactly(1.1, 2.1, Double.NaN, 4.1, 5.1, 6.1);
    }

    @Test
    void someColumnsMayBeTakenAndMoreConfidenceAsked() {
        ToolkitTable.Settings asked =
                new ToolkitTable.Settings(OptionalDouble.empty(), 0.99, List.of("AU*_r", "gaze_angle_*"));
        ToolkitTable table = ToolkitTable.read(fixture("openface.csv"), asked);
        assertThat(table.features()).hasSize(17 + 2).allMatch(name -> name.matches("AU.._r|gaze_angle_."));
        assertThat(features(table, "openface").validFrames()).isZero();
        assertThatThrownBy(() -> ToolkitTable.read(fixture("openface.csv"), settings(OptionalDouble.empty(), "au99")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("has no columns of features that are called au99");
    }

    @Test
    void pyFeatsVideosAreClipsAndFramesWithoutAFaceAreNotValid() {
        ToolkitTable table = ToolkitTable.read(fixture("py-feat.csv"), settings(OptionalDouble.of(30)));
        assertThat(table.extractor().name()).isEqualTo("py-feat");
        assertThat(table.keys()).containsExactly("one", "two");
        assertThat(table.features())
                .hasSize(136 + 3 + 20 + 7)
                .contains("AU43", "happiness", "Yaw", "x_0")
                .doesNotContain("FaceRectX", "FaceScore", "input", "approx_time");
        int au = table.features().indexOf("AU01");
        // the score of frame 3 is 0.40
        assertThat(values(features(table, "one.mp4"), au)).containsExactly(0.0, 0.1, Double.NaN, Double.NaN);
        assertThat(values(features(table, "two"), au)).containsExactly(0.0, 0.1, 0.2, Double.NaN);
        ToolkitTable withoutRate = ToolkitTable.read(fixture("py-feat.csv"), ALL);
        assertThatThrownBy(() -> features(withoutRate, "one"))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("name their frame rate");
    }

    @Test
    void iMotionsRowsOfMetadataAndOfOtherSensorsArePassedOverAndGapsAreFrames() {
        ToolkitTable table = ToolkitTable.read(fixture("imotions.csv"), ALL);
        assertThat(table.extractor().name()).isEqualTo("imotions");
        assertThat(table.features())
                .hasSize(39)
                .startsWith("Anger")
                .contains("Brow Furrow", "Interocular Distance")
                .doesNotContain("EventSource", "SampleNumber", "Respondent Annotations active");
        FeatureSequence read = features(table, "imotions");
        assertThat(read.frameRate()).isCloseTo(25, within(0.2));
        // at 40, 80 (lost), 120, 240, 280 and 320 ms
        assertThat(values(read, 0)).containsExactly(0.0, Double.NaN, 2.0, Double.NaN, Double.NaN, 3.0, 4.0, 5.0);
    }

    @Test
    void openSmilesTablesAreReadInAllThreeForms() {
        ToolkitTable csv = ToolkitTable.read(fixture("opensmile-lld.csv"), ALL);
        FeatureSequence read = features(csv, "opensmile-lld");
        assertThat(csv.features()).hasSize(3);
        assertThat(read.frameRate()).isCloseTo(100, within(1e-6));
        assertThat(values(read, 1)).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);

        ToolkitTable arff = ToolkitTable.read(fixture("opensmile.arff"), ALL);
        assertThat(arff.features()).isEqualTo(csv.features());
        assertThat(arff.keys()).containsExactly("one", "two");
        assertThat(values(features(arff, "one"), 1)).isEqualTo(values(read, 1));
        assertThat(features(arff, "one").frameRate()).isCloseTo(100, within(1e-6));
        assertThat(features(arff, "two").validFrames()).isZero();

        ToolkitTable python = ToolkitTable.read(fixture("opensmile-python.csv"), ALL);
        assertThat(python.features()).isEqualTo(csv.features());
        assertThat(values(features(python, "a.wav"), 1)).isEqualTo(values(read, 1));
        assertThat(features(python, "a").frameRate()).isCloseTo(100, within(1e-6));
        assertThat(values(features(python, "b"), 2)).containsExactly(3.0);
    }

    private Optional<FeatureSequence> imported(String specification, String key) {
        try (FeatureSource source = FeatureSources.standard().open("visual", specification)) {
            return source.features(
                    new PlannedClip(new ClipEntry(key, "s", Labels.ofClass("x"), Map.of(), Map.of()), List.of(key)));
        }
    }

    @Test
    void aFolderHasATableForEachClip() throws IOException {
        Files.copy(fixture("openface.csv"), folder.resolve("a.csv"));
        Files.copy(fixture("openface.csv"), folder.resolve("b.csv"));
        FeatureSequence read =
                imported("table:" + folder + ",columns=AU*_r+AU*_c", "b").orElseThrow();
        assertThat(read.width()).isEqualTo(17 + 18);
        assertThat(read.extractor().name()).isEqualTo("openface");
        assertThat(imported("table:" + folder, "c")).isEmpty();
        assertThat(imported("table:" + fixture("py-feat.csv") + ",frameRate=25,extractor=mine", "two")
                        .orElseThrow()
                        .extractor()
                        .name())
                .isEqualTo("mine");
        Files.writeString(folder.resolve("c.csv"), "clip,a\nc,1\n");
        assertThatThrownBy(() -> imported("table:" + folder, "c"))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("is no table of OpenFace, py-feat, iMotions or openSMILE");
    }

    @Test
    void otherTablesAreReadAsBeforeAndHaveNoSettingsOfToolkits() throws IOException {
        Path table = Files.writeString(
                folder.resolve("t.csv"), "clip,frame,timestamp,confidence,success,AU01_r\nx,1,0,0.1,1,2.5\n");
        assertThat(values(imported("table:" + table, "x").orElseThrow(), 0)).containsExactly(2.5);
        assertThatThrownBy(() -> imported("table:" + table + ",confidence=0.9", "x"))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("confidence is for tables of OpenFace");
        assertThatThrownBy(() -> imported("table:" + fixture("openface.csv") + ",confidence=2", "x"))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("confidence is '2', and must be a number from 0 to 1");
    }

    private void refused(String name, String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        assertThatThrownBy(() -> {
                    ToolkitTable table = ToolkitTable.read(file, ALL);
                    table.keys().forEach(key -> features(table, key));
                })
                .isInstanceOf(VavlException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatCannotBeUnderstoodIsSaid() throws IOException {
        refused("a.csv", "frame,timestamp,confidence,success,AU01_r\n1,0,1,1,high\n", "line 2: AU01_r is 'high'");
        refused("a.csv", "frame,timestamp,AU01_r\n1,0,1,1\n", "the row has 4 cells, and there are 3 columns");
        refused("a.csv", "frame,timestamp,AU01_r\n1,0,1\n1e9,1,1\n", "and must have at most 10000000");
        refused("a.arff", "@attribute name string\n@attribute frameTime numeric\n", "has no line @data");
        refused("a.arff", "@data\n", "has no @attribute before @data");
        refused("a.csv", "#INFO\n#DATA\n", "has no row that names columns");
    }
}
