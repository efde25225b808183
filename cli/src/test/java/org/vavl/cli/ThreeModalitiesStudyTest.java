package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.storage.NpyFile;

/** Speech, face and text, from the command line alone. */
class ThreeModalitiesStudyTest {
    @TempDir
    private Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void features(String name, int frames, int width) {
        float[] values = new float[frames * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        NpyFile.write(
                folder.resolve(name),
                FeatureSequence.allValid(FloatBuffer.wrap(values), width, 10, new ExtractorId("any", "1")));
    }

    private static CommandRun succeed(CommandRun run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    @Test
    @Tag("slow")
    void aCorpusFromCodeIsTrainedEvaluatedAndPredictedFromAnySetOfFeatures() throws IOException {
        succeed(CommandRun.of(
                "corpus",
                "import",
                "synthetic",
                "--out",
                at("corpus"),
                "--option",
                "modalities=3",
                "--option",
                "speakers=8",
                "--option",
                "clips=6"));
        Files.writeString(folder.resolve("three.yaml"), """
                corpus: corpus
                model: {name: vavl, preset: tiny}
                training: {epochs: 1, batchSize: 8, threads: 1, precision: float32}
                fusion: paper
                """);
        succeed(CommandRun.of("train", at("three.yaml"), "--out", at("run")));
        assertThat(succeed(CommandRun.of("evaluate", at("run"), "--corpus", at("corpus"), "--resamples", "0"))
                        .out())
                .contains("acoustic-text ", "acoustic-visual-text ");
        features("a.npy", 30, 24);
        features("v.npy", 20, 16);
        features("t.npy", 8, 12);
        CommandRun two = succeed(CommandRun.of(
                "predict",
                "--model",
                at("run"),
                "--features",
                "acoustic=" + at("a.npy"),
                "--features",
                "text=" + at("t.npy")));
        assertThat(two.out()).contains("acoustic-text: the clip has no visual");
        CommandRun three = succeed(CommandRun.of(
                "predict",
                "--model",
                at("run"),
                "--features",
                "visual=" + at("v.npy"),
                "--features",
                "acoustic=" + at("a.npy"),
                "--features",
                "text=" + at("t.npy")));
        assertThat(three.out()).contains("acoustic-visual-text: every modality is there");
    }

    /** A table with a column of text's features, of which some clips have none. */
    @Test
    void aTableMayHaveFeaturesOfAnyName() throws IOException {
        StringBuilder table =
                new StringBuilder("id,speaker,label,features:acoustic,features:visual,features:eeg,frameRate:eeg\n");
        for (int i = 0; i < 4; i++) {
            features("a" + i + ".npy", 12, 4);
            features("v" + i + ".npy", 8, 3);
            features("e" + i + ".npy", 30, 2);
            table.append(String.format(
                    Locale.ROOT,
                    "c%d,s%d,%s,a%d.npy,v%d.npy,%s,128\n",
                    i,
                    i,
                    i % 2 == 0 ? "happy" : "sad",
                    i,
                    i,
                    i == 3 ? "" : "e" + i + ".npy"));
        }
        Files.writeString(folder.resolve("clips.csv"), table);
        CommandRun run = succeed(CommandRun.of(
                "corpus",
                "import",
                "csv",
                at("clips.csv"),
                "--out",
                at("corpus"),
                "--option",
                "frameRates=acoustic=50,visual=25"));
        assertThat(run.out()).contains("4 clips", "3 with eeg", "4 with acoustic", "4 with visual");
        assertThat(succeed(CommandRun.of("corpus", "inspect", at("corpus"))).out())
                .contains("frames per second: 128");
    }

    /** A model of sound, face and a third modality that only files of features have answers for a recording, too. */
    @Test
    @Tag("slow")
    void aRecordingIsAnsweredForByAModelThatKnowsAThirdModality() throws IOException {
        SmallStudy study = SmallStudy.in(folder);
        List<String> rows = Files.readAllLines(study.table());
        List<String> longer = new ArrayList<>(List.of(rows.get(0) + ",features:eeg,frameRate:eeg"));
        for (String row : rows.subList(1, rows.size())) {
            String id = row.substring(0, row.indexOf(','));
            features("eeg-" + id + ".npy", 20, 2);
            longer.add(row + ",eeg-" + id + ".npy,64");
        }
        Files.write(study.table(), longer);
        succeed(study.importInto(folder.resolve("corpus")));
        Path configuration = SmallStudy.configuration(folder.resolve("config.yaml"), folder.resolve("corpus"));
        succeed(CommandRun.of("train", configuration.toString(), "--out", at("run")));
        CommandRun run = succeed(CommandRun.of(
                "predict", study.recording("s0-1").toString(), "--model", at("run"), "--speech-activity", "off"));
        assertThat(run.out()).contains("no visual", "no eeg", "acoustic");
        String recording = study.recording("s0-1").toString();
        for (String source : List.of("npy:" + folder + ",frameRate=64,extractor=eeg", "corpus:" + at("corpus"))) {
            String key = source.startsWith("npy") ? "eeg-s0-1" : "s0-1";
            CommandRun alone = succeed(
                    CommandRun.of("predict", "--model", at("run"), "--features", "eeg=" + source, "--clip", key));
            assertThat(alone.out()).contains(key, "no acoustic");
        }
        CommandRun both = succeed(CommandRun.of(
                "predict",
                recording,
                "--model",
                at("run"),
                "--speech-activity",
                "off",
                "--features",
                "eeg=corpus:" + at("corpus")));
        assertThat(both.out()).contains("no visual", "acoustic").doesNotContain("no eeg");
        CommandRun nobody = CommandRun.of(
                "predict", "--model", at("run"), "--features", "eeg=corpus:" + at("corpus"), "--clip", "nobody");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).contains("nobody: no source of --features has features of it");
    }

    @Test
    void whatIsMadeFromCodeHasNoSourceAndAllElseHas() {
        CommandRun synthetic = CommandRun.of("corpus", "import", "synthetic", at("x"), "--out", at("corpus"));
        assertThat(synthetic.exitCode()).isEqualTo(2);
        assertThat(synthetic.err()).contains("synthetic is made from code", "leave it out");
        CommandRun csv = CommandRun.of("corpus", "import", "csv", "--out", at("corpus"));
        assertThat(csv.exitCode()).isEqualTo(2);
        assertThat(csv.err()).contains("Missing required parameter: 'SOURCE'");
        CommandRun option =
                CommandRun.of("corpus", "import", "synthetic", "--out", at("corpus"), "--option", "speakers=0");
        assertThat(option.err()).contains("option speakers is '0', and must be a whole number from 1 to 10000");
    }
}
