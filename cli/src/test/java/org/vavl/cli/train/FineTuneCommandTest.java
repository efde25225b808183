package org.vavl.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;
import org.vavl.cli.TestSound;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.storage.FeatureFolder;
import org.vavl.features.storage.NpyFile;

class FineTuneCommandTest {
    private static final Path ROBUST = Path.of("../model/src/test/resources/org/vavl/model/wav2vec2/robust")
            .toAbsolutePath();
    private static final Path WHISPER =
            Path.of("../model/src/test/resources/org/vavl/model/whisper/tiny").toAbsolutePath();

    /** It has positions for 2 s. */
    private static final List<String> WHISPER_SETTINGS =
            List.of("block=2", "frameRate=50", "windowSeconds=2", "contextSeconds=0.5");

    private static final int SPEAKERS = 12;
    private static final int CLIPS = 8;

    @TempDir
    private Path folder;

    /** High tones are happy, low ones sad; every speaker has a voice of their own. */
    private Path corpus() throws IOException {
        StringBuilder table = new StringBuilder("id,speaker,label,media\n");
        for (int speaker = 0; speaker < SPEAKERS; speaker++) {
            for (int clip = 0; clip < CLIPS; clip++) {
                boolean high = clip % 2 == 0;
                String id = "s" + speaker + "-" + clip;
                TestSound.tone(
                        folder.resolve(id + ".wav"), (high ? 2500 : 200) + 11 * speaker + 7 * clip, 0.2 + 0.02 * clip);
                table.append(id).append(",s").append(speaker).append(high ? ",happy," : ",sad,");
                table.append(id).append(".wav\n");
            }
        }
        Path corpus = folder.resolve("corpus");
        CommandRun run = CommandRun.of(
                "corpus",
                "import",
                "csv",
                Files.writeString(folder.resolve("clips.csv"), table).toString(),
                "--out",
                corpus.toString(),
                "--acoustic",
                "waveform");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return corpus;
    }

    private CommandRun fineTune(Path corpus, String model, String... options) throws IOException {
        Path file = Files.writeString(
                folder.resolve("finetune.yaml"),
                "corpus: " + corpus + "\nmodel: " + model + "\n"
                        + "training: {epochs: 6, batchSize: 8, learningRate: 3e-3, precision: float32, threads: 1}\n");
        String[] arguments = new String[4 + options.length];
        System.arraycopy(options, 0, arguments, 4, options.length);
        arguments[0] = "finetune";
        arguments[1] = file.toString();
        arguments[2] = "--out";
        arguments[3] = folder.resolve("tuned").toString();
        return CommandRun.of(arguments);
    }

    @Test
    @Tag("slow")
    void whatItLearnsIsAnExtractorAgain() throws IOException {
        Path corpus = corpus();
        CommandRun run = fineTune(
                corpus, "{encoder: " + ROBUST + ", layers: 2, headWidth: 16, headDropout: 0.1, encoderDropout: 0}");
        assertThat(run.exitCode()).as(run.err()).isZero();
        double score = Double.parseDouble(run.out().strip().replaceAll(".*on the development set, ", ""));
        assertThat(score).as(run.out()).isGreaterThan(0.8);
        assertThat(folder.resolve("tuned"))
                .isDirectoryContaining("glob:**/config.json")
                .isDirectoryContaining("glob:**/vavl-information.json");
        FeatureSequence before = extract("wav2vec2:" + ROBUST, "before");
        FeatureSequence after = extract("wav2vec2:" + folder.resolve("tuned"), "after");
        assertThat(after.width()).isEqualTo(16);
        assertThat(after.frames()).isEqualTo(before.frames());
        assertThat(after.values()).isNotEqualTo(before.values());
        assertThat(after.extractor().version()).contains("layers=2");
        CommandRun again = fineTune(
                corpus, "{encoder: " + ROBUST + ", layers: 2, headWidth: 16, headDropout: 0.1, encoderDropout: 0}");
        assertThat(again.out()).as("a run that is done stays as it is").isEqualTo(run.out());
    }

    @Test
    @Tag("slow")
    void whatAWhisperEncoderLearnsIsAnExtractorAgain() throws IOException {
        Path corpus = corpus();
        CommandRun run = fineTune(
                corpus, "{encoder: " + WHISPER + ", layers: 2, headWidth: 16, headDropout: 0.1, encoderDropout: 0}");
        assertThat(run.exitCode()).as(run.err()).isZero();
        double score = Double.parseDouble(run.out().strip().replaceAll(".*on the development set, ", ""));
        assertThat(score).as(run.out()).isGreaterThan(0.8);
        FeatureSequence before = extract("whisper:" + WHISPER, "before", WHISPER_SETTINGS);
        FeatureSequence after = extract("whisper:" + folder.resolve("tuned"), "after", WHISPER_SETTINGS);
        assertThat(after.width()).isEqualTo(16);
        assertThat(after.frames()).isEqualTo(before.frames());
        assertThat(after.values()).isNotEqualTo(before.values());
        assertThat(after.extractor().version()).contains("block=2");
    }

    private FeatureSequence extract(String extractor, String out) {
        return extract(extractor, out, List.of("layers=2"));
    }

    private FeatureSequence extract(String extractor, String out, List<String> settings) {
        Path target = folder.resolve(out);
        List<String> arguments = new ArrayList<>(List.of(
                "extract", folder.resolve("s0-0.wav").toString(), "--out", target.toString(), "--acoustic", extractor));
        settings.forEach(setting -> arguments.addAll(List.of("--acoustic", setting)));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        FeatureFolder made = FeatureFolder.read(target).orElseThrow();
        return NpyFile.read(target.resolve("s0-0.npy"), 50, made.extractor());
    }

    @Test
    void mistakesAreNamed() throws IOException {
        Path corpus = corpus();
        assertThat(fineTune(corpus, "{encoder: nowhere}").err())
                .contains("nowhere: no such folder")
                .hasLineCount(1);
        assertThat(fineTune(corpus, "{encodr: nowhere}").err())
                .contains("finetune.yaml")
                .contains("model.encodr")
                .hasLineCount(1);
        assertThat(fineTune(corpus, "{encoder: wav2vec2}", "--store", folder.toString())
                        .err())
                .contains("vavl models pull wav2vec2");
        assertThat(folder.resolve("tuned")).doesNotExist();
    }
}
