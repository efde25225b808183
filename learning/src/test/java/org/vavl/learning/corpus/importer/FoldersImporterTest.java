package org.vavl.learning.corpus.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;

class FoldersImporterTest {
    @TempDir
    private Path root;

    private ImportPlan plan(Map<String, String> options) {
        FoldersImporter importer = new FoldersImporter();
        return importer.plan(root, ImportOptions.of(importer, options));
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), "");
        }
    }

    @Test
    void aFolderIsAClassAndAPatternOfTheNameTellsWhoSpeaks() throws IOException {
        files(
                "happy/anna_1.wav",
                "happy/anna_1.mp4",
                "happy/more/ben_2.flac",
                "sad/anna_1.wav",
                "sad/notes.txt",
                "sad/.hidden.wav",
                "__MACOSX/sad/x.wav");
        ImportPlan plan = plan(Map.of("speaker", "^([a-z]+)_"));
        assertThat(plan.clips())
                .extracting(PlannedClip::id)
                .containsExactly("happy/anna_1", "happy/more/ben_2", "sad/anna_1");
        PlannedClip first = plan.clips().get(0);
        assertThat(first.entry().speaker()).isEqualTo("anna");
        assertThat(first.entry().labels().classes()).isEqualTo(Map.of("happy", 1.0));
        assertThat(first.media().sound().get(0)).isEqualTo(root.resolve("happy/anna_1.wav"));
        assertThat(first.media().pictures()).containsExactly(root.resolve("happy/anna_1.mp4"));
        assertThat(first.keys()).as("another clip has the same name").containsExactly("happy/anna_1");
        assertThat(plan.clips().get(1).keys()).containsExactly("happy/more/ben_2", "ben_2");
        assertThat(plan.description().task().outputNames()).containsExactly("happy", "sad");
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan(Map.of("speaker", "([a-z]+)/[^/]*$")).clips())
                .as("a pattern with a slash is looked for in the path")
                .extracting(clip -> clip.entry().speaker())
                .containsExactly("happy", "more", "sad");
    }

    @Test
    void withoutAPatternEachClipHasASpeakerOfItsOwnAndThatIsSaid() throws IOException {
        files("happy/a.wav", "sad/b.wav", "loose.wav");
        ImportPlan plan = plan(Map.of());
        assertThat(plan.clips())
                .hasSize(2)
                .allMatch(clip -> clip.entry().speaker().equals(clip.id()));
        assertThat(plan.warnings())
                .hasSize(2)
                .anyMatch(warning -> warning.startsWith("1 recordings are left out"))
                .anyMatch(warning -> warning.contains("2 of 2 clips") && warning.contains("--option speaker="));
    }

    @Test
    void foldersOfPartsAreAPartition() throws IOException {
        files("Train/happy/a.wav", "val/happy/b.wav", "test/sad/c.wav");
        ImportPlan plan = plan(Map.of());
        assertThat(plan.description().task().outputNames()).containsExactly("happy", "sad");
        assertThat(plan.clips())
                .extracting(clip -> clip.entry().partitions().get("folders"))
                .containsExactly(Part.TRAIN, Part.TEST, Part.DEVELOPMENT);
    }

    @Test
    void foldersOfPicturesAreReadWhereThereIsNothingElse() throws IOException {
        files("happy/a.png", "sad/b.jpg");
        assertThat(plan(Map.of()).clips()).allSatisfy(clip -> {
            assertThat(clip.media().pictures()).hasSize(1);
            assertThat(clip.media().sound()).isEmpty();
        });
    }

    @Test
    void whatCannotBeReadIsExplained() throws IOException {
        assertRefused(Map.of(), "has no file with an ending of sound");
        files("happy/a.wav");
        assertRefused(Map.of(), "two classes at least");
        files("sad/b_1.wav");
        assertRefused(Map.of("speaker", "^[a-z]+_"), "must have a group");
        assertRefused(Map.of("speaker", "^([a-z]+"), "must be a regular expression");
        assertRefused(Map.of("speaker", "^([a-z]+)_"), "finds nobody in 'a.wav'");
        assertRefused(Map.of("merge", "sad="), "leaves the classes [happy]");
    }

    private void assertRefused(Map<String, String> options, String message) {
        assertThatThrownBy(() -> plan(options))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining(message);
    }
}
