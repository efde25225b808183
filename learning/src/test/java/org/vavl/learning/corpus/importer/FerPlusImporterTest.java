package org.vavl.learning.corpus.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;

class FerPlusImporterTest {
    private static final String HEADER =
            "image,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n";
    private static final int SIDE = 4;

    @TempDir
    private Path folder;

    private ImportPlan plan() {
        return new FerPlusImporter().plan(folder, ImportOptions.of(new FerPlusImporter(), Map.of()));
    }

    private void part(String name, String rows) throws IOException {
        Files.writeString(folder.resolve(name + ".csv"), HEADER + rows);
        int pictures = (int) rows.lines().count();
        archive(folder.resolve(name + ".npz"), "(" + pictures + ", 4, 4)", pictures * SIDE * SIDE);
    }

    private static void archive(Path file, String shape, int bytes) throws IOException {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }\n";
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        array.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < bytes; i++) {
            array.write(200 + i / (SIDE * SIDE));
        }
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("images.npy"));
            array.writeTo(zip);
        }
    }

    @Test
    void readsVotesAndPicturesAndLeavesOutWhatShowsNoExpression() throws IOException {
        part("train", """
                a.png,4,0,0,1,3,2,0,0,0,0
                b.png,1,0,0,0,0,0,0,0,8,1
                c.png,3,3,0,0,0,0,0,0,0,0
                """);
        part("valid", "d.png,0,9,1,0,0,0,0,0,0,0\ne.png,3,3,0,0,0,0,0,0,0,0\n");
        ImportPlan plan = plan();
        assertThat(plan.clips().stream().map(PlannedClip::id)).containsExactly("a", "c", "d");
        assertThat(plan.clips().get(0).entry().labels().classes())
                .containsEntry("neutral", 4.0)
                .containsEntry("angry", 3.0);
        assertThat(plan.clips().get(2).entry().partitions()).isEqualTo(Map.of("valid-as-test", Part.TEST));
        try (FeatureSource pictures = plan.sources().get(Modality.VISUAL)) {
            FeatureSequence third = pictures.features(plan.clips().get(1)).orElseThrow();
            assertThat(third.width()).isEqualTo(SIDE * SIDE);
            assertThat(third.frames()).isEqualTo(1);
            assertThat(third.value(0, 5)).isEqualTo(202);
        }
    }

    @Test
    void withATestPartThePartitionIsThePublishedOne() throws IOException {
        for (String name : new String[] {"train", "valid", "test"}) {
            part(name, name + ".png,0,9,1,0,0,0,0,0,0,0\n");
        }
        assertThat(plan().clips().stream().map(clip -> clip.entry().partitions().get("published")))
                .containsExactly(Part.TRAIN, Part.DEVELOPMENT, Part.TEST);
    }

    @Test
    void theTrainingPartMayBeMissing() throws IOException {
        part("valid", "d.png,0,9,1,0,0,0,0,0,0,0\ne.png,0,0,0,0,9,1,0,0,0,0\n");
        assertThat(plan().clips().stream().map(clip -> clip.entry().partitions()))
                .containsExactly(Map.of("valid-as-test", Part.TEST), Map.of("valid-as-test", Part.TEST));
        part("test", "f.png,0,9,1,0,0,0,0,0,0,0\n");
        assertThat(plan().clips().stream().map(clip -> clip.entry().partitions().get("published")))
                .containsExactly(Part.DEVELOPMENT, Part.DEVELOPMENT, Part.TEST);
    }

    @Test
    void aFolderWithoutAnyPartIsNamed() {
        assertRefused("has none of the tables train.csv, valid.csv and test.csv");
    }

    @Test
    void aClassCanBeDroppedWithItsClipsAndTheVotesForItOfOthers() throws IOException {
        part("train", """
                a.png,5,0,0,0,0,4,0,0,0,0
                b.png,1,0,0,0,0,8,0,0,0,0
                c.png,0,0,0,0,6,0,0,2,0,0
                """);
        ImportPlan plan = new FerPlusImporter()
                .plan(folder, ImportOptions.of(new FerPlusImporter(), Map.of("merge", "disgust=,contempt=angry")));
        assertThat(plan.clips().stream().map(PlannedClip::id)).containsExactly("a", "c");
        assertThat(plan.description().task().outputNames()).hasSize(6).doesNotContain("disgust", "contempt");
        assertThat(plan.clips().get(0).entry().labels().classes())
                .containsEntry("neutral", 5.0)
                .doesNotContainKeys("disgust", "");
        assertThat(plan.clips().get(1).entry().labels().classes()).containsEntry("angry", 8.0);
        assertThat(plan.description().notes())
                .containsExactly("class disgust left out", "class contempt taken for angry");
    }

    @Test
    void archivesThatAreNotAsTheyMustBeAreNamed() throws IOException {
        part("train", "a.png,4,0,0,1,3,2,0,0,0,0\n");
        Path archive = folder.resolve("train.npz");
        archive(archive, "(2, 4, 4)", 2 * SIDE * SIDE);
        assertRefused("1 rows");
        archive(archive, "(1, 4, 4)", SIDE);
        assertRefused("cut off");
        archive(archive, "(999999999, 4000, 4000)", SIDE);
        assertRefused("999999999 pictures");
        archive(archive, "(1, 4, 5)", SIDE * SIDE);
        assertRefused("N×S×S");
        Files.writeString(archive, "no archive");
        assertRefused("train.npz");
        Files.delete(archive);
        assertRefused("train.npz");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::plan).isInstanceOf(VavlException.class).hasMessageContaining(message);
    }
}
