package org.vavl.learning.corpus.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.FeatureStorage;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/** The corpus is made by tools/fixtures/msp_mosei_fixture.py. */
class MspImprovImporterTest {
    private static final String TURN = "UTD-IMPROV-S01A-F01-P-FM01.avi; N; A:2.333; V:3.167; D:3.000 ; N:3.800;\n";
    private static final String TABLE = """
            FileName,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set
            MSP-IMPROV-S01A-F01-P-FM01.wav,2.333333,3.166667,3,1,Female,Train
            MSP-IMPROV-S01A-M01-P-MF01.wav,1.5,1.4,4.25,1,Male,Development
            MSP-IMPROV-S01A-M04-P-MF01.wav,1.5,1.4,4.25,4,Male,Test
            """;

    @TempDir
    Path folder;

    private static Path fixture() {
        try {
            return Path.of(Objects.requireNonNull(MspImprovImporterTest.class.getResource("msp-improv/Evalution.txt"))
                            .toURI())
                    .resolveSibling(".")
                    .normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ImportPlan plan(Path source, Map<String, String> options) {
        CorpusImporter importer = Importers.named("msp-improv");
        return importer.plan(source, ImportOptions.of(importer, options));
    }

    @Test
    void theCorpusAsItIsPublishedGivesEachTurnItsLabels() {
        ImportPlan plan = plan(fixture(), Map.of());
        Map<String, Map<String, Double>> labels = new HashMap<>();
        plan.clips().forEach(clip -> labels.put(clip.id(), clip.entry().labels().attributes()));
        assertThat(labels)
                .isEqualTo(Map.of(
                        "MSP-IMPROV-S01A-F01-P-FM01", Map.of("arousal", 3.667, "valence", 3.167, "dominance", 3.0),
                        "MSP-IMPROV-S01A-M01-P-MF01", Map.of("arousal", 4.8, "valence", 1.4, "dominance", 4.25),
                        "MSP-IMPROV-S02H-F02-S-FF03", Map.of("arousal", 4.0, "valence", 4.6, "dominance", 3.5),
                        "MSP-IMPROV-S03S-M05-T-MM02", Map.of("arousal", 1.333, "valence", 1.833, "dominance", 2.0),
                        "MSP-IMPROV-S20N-F06-R-FF01", Map.of("arousal", 3.0, "valence", 3.0),
                        "MSP-IMPROV-S05A-M06-P-MF12", Map.of("arousal", 1.0, "valence", 1.0, "dominance", 1.0)));
        PlannedClip first = plan.clips().get(0);
        assertThat(first.entry().speaker()).isEqualTo("F01");
        assertThat(first.entry().traits())
                .isEqualTo(Map.of("gender", "female", "sentence", "S01A", "scenario", "P", "emotion", "neutral"));
        assertThat(plan.description().batchSize()).isEqualTo(OptionalInt.of(16));
        assertThat(plan.warnings())
                .containsExactly(
                        "1 turns have no mean of arousal, valence or dominance (NaN), and no label:"
                                + " MSP-IMPROV-S20N-F06-R-FF01",
                        "1 recordings have no ratings, and are left out: MSP-IMPROV-S09N-F03-P-FM77");
    }

    @Test
    void theOneObviousCommandTakesTheSoundOfEachTurn() {
        ImportPlan plan = plan(fixture(), Map.of());
        ImportReport report;
        try (CorpusImport work =
                new CorpusImport(plan, FeatureSources.standard().openAll(plan, Map.of()))) {
            report = work.run(folder.resolve("out"), FeatureStorage.FLOAT16, (done, of) -> {});
        }
        assertThat(report.failures()).isEmpty();
        assertThat(report.clips()).isEqualTo(4);
        assertThat(report.withoutFeatures())
                .containsExactly("MSP-IMPROV-S03S-M05-T-MM02", "MSP-IMPROV-S05A-M06-P-MF12");
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("out"))) {
            assertThat(corpus.batchSize()).isEqualTo(OptionalInt.of(16));
            assertThat(corpus.clips()).extracting(Clip::speaker).containsExactly("F01", "M01", "F02", "F06");
        }
    }

    @Test
    void soundStandsBeforeVideo() throws IOException {
        Path corpus = copy("Evaluation.txt", TURN);
        Path session = Files.createDirectories(corpus.resolve("session1/S01A/P"));
        for (String name :
                List.of("MSP-IMPROV-S01A-F01-P-FM01.avi", "MSP-IMPROV-S01A-F01-P-FM01.wav", "._MSP-IMPROV-x.wav")) {
            Files.writeString(session.resolve(name), "");
        }
        ImportPlan plan = plan(corpus.resolve("Evaluation.txt"), Map.of());
        assertThat(plan.clips()).hasSize(1);
        assertThat(plan.clips().get(0).media().all())
                .containsExactly(
                        session.resolve("MSP-IMPROV-S01A-F01-P-FM01.wav"),
                        session.resolve("MSP-IMPROV-S01A-F01-P-FM01.avi"));
    }

    private Path copy(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toAbsolutePath().getParent();
    }

    @Test
    void partitionsComeFromTablesBesideOrElsewhere() throws IOException {
        Path tables = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(tables.resolve("labels_consensus_4.csv"), TABLE);
        ImportPlan plan = plan(fixture(), Map.of("partitions", tables.toString()));
        assertThat(plan.clips().get(0).entry().partitions()).isEqualTo(Map.of("4", Part.TRAIN));
        assertThat(plan.clips().get(1).entry().partitions()).isEqualTo(Map.of("4", Part.DEVELOPMENT));
        assertThat(plan.clips().get(1).entry().labels().attributes()).containsEntry("arousal", 4.8);
        assertThat(plan.clips().get(2).entry().partitions()).isEmpty();
        assertThat(plan.warnings())
                .anyMatch(warning -> warning.startsWith("1 turns have means in the tables")
                        && warning.endsWith(": MSP-IMPROV-S01A-M01-P-MF01"))
                .anyMatch(warning -> warning.startsWith("4 turns are in no partition: "))
                .contains("1 clips of the partitions have no ratings, and are left out: MSP-IMPROV-S01A-M04-P-MF01");

        copy("Evalution.txt", TURN);
        Files.createDirectories(folder.resolve("partitions"));
        Files.writeString(folder.resolve("partitions/labels_consensus_1.csv"), TABLE);
        assertThat(plan(folder, Map.of()).clips().get(0).entry().partitions()).isEqualTo(Map.of("1", Part.TRAIN));
        Files.delete(folder.resolve("Evalution.txt"));
        assertThat(plan(folder, Map.of()).clips()).hasSize(3);
        assertThatThrownBy(() -> plan(tables.resolve("no"), Map.of()))
                .hasMessageContaining("has neither Evalution.txt nor Evaluation.txt nor tables");
    }

    @ParameterizedTest
    @CsvSource({
        "'A:2.333', 'A:5.5', line 1: A is 5.5",
        "'A:2.333', 'A:x', must be such as UTD-IMPROV",
        "'S01A-F01', 'S01A-F09', must be named such as",
        "'UTD-IMPROV', 'UTDIMPROV', line 1: is 'UTDIMPROV",
        "'V:3.167; ', '', must be such as UTD-IMPROV"
    })
    void damagedRatingsAreRefusedInOneLine(String part, String damaged, String message) throws IOException {
        Path corpus = copy("Evalution.txt", TURN.replace(part, damaged));
        assertThatThrownBy(() -> plan(corpus, Map.of()))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("Evalution.txt, line 1: ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aTurnIsThereOnceAndAFileIsNotEmpty() throws IOException {
        copy("Evalution.txt", TURN + "r-p1; Sad; caf\u00E9; A:1; V:1; D:1; N:1;\n\n" + TURN);
        assertThatThrownBy(() -> plan(folder, Map.of()))
                .hasMessageContaining("line 4: turn")
                .hasMessageContaining("twice");
        copy("Evalution.txt", "\n\n");
        assertThatThrownBy(() -> plan(folder, Map.of())).hasMessageContaining("has no turns");
        copy("Evalution.txt", "\uFEFF" + TURN.replace("\n", "\r\n"));
        assertThat(plan(folder, Map.of()).clips()).hasSize(1);
    }
}
