package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users get wrong: one clear line, exit code 1, and nothing left behind. */
@Tag("slow")
class BadInputTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static SmallStudy study;
    private static Path good;
    private static Path run;

    private Path corpus;

    private static CommandRun vavl(Object... arguments) {
        return CommandRun.of(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    @BeforeAll
    static void makeCorpusAndModel() throws IOException {
        study = SmallStudy.in(Files.createDirectories(shared.resolve("recordings")));
        good = shared.resolve("corpus");
        run = shared.resolve("run");
        assertThat(study.importInto(good).exitCode()).isZero();
        Path configuration = SmallStudy.configuration(shared.resolve("study.yaml"), good);
        assertThat(vavl("train", configuration, "--out", run, "--set", "training.epochs=1")
                        .exitCode())
                .isZero();
    }

    @BeforeEach
    void copyCorpus() throws IOException {
        corpus = folder.resolve("corpus");
        try (Stream<Path> files = Files.walk(good)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                Files.copy(file, corpus.resolve(good.relativize(file).toString()));
            }
        }
    }

    private static void assertRefused(CommandRun command, String... says) {
        assertThat(command.exitCode()).as(command.err()).isEqualTo(1);
        assertThat(command.out()).isEmpty();
        assertThat(command.err())
                .startsWith("vavl: ")
                .hasLineCount(1)
                .contains(says)
                .doesNotContain("fault of Vavl");
    }

    private void rewrite(String name, String from, String to) throws IOException {
        Path file = corpus.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
    }

    private Path shard(String modality) throws IOException {
        try (Stream<Path> files = Files.walk(corpus.resolve("features"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(modality))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void missingAndUnreadableFiles() throws IOException {
        Path none = folder.resolve("none");
        assertRefused(vavl("corpus", "inspect", none), none.toString());
        assertRefused(vavl("train", none, "--out", folder.resolve("run")), none.toString(), "does not exist");
        assertRefused(vavl("train", folder, "--out", folder.resolve("run")), "it is a folder");
        assertRefused(vavl("evaluate", none, "--corpus", corpus), none.toString());
        assertRefused(vavl("evaluate", folder, "--corpus", corpus), "has no model.safetensors");
        assertRefused(vavl("predict", none, "--model", none), none.toString());
        assertRefused(vavl("corpus", "import", "csv", none, "--out", folder.resolve("new")), none.toString());
        assertThat(folder.resolve("run")).doesNotExist();
        assertThat(folder.resolve("new")).doesNotExist();
        Files.delete(corpus.resolve("clips.csv"));
        assertRefused(vavl("corpus", "inspect", corpus), "clips.csv");
    }

    @Test
    void aLabelOfAnUnknownClass() throws IOException {
        rewrite("clips.csv", ",happy,", ",hapy,");
        assertRefused(vavl("corpus", "inspect", corpus), "hapy", "happy");
    }

    @Test
    void aRatingOutOfItsRange() throws IOException {
        SmallStudy other = SmallStudy.in(Files.createDirectories(folder.resolve("recordings")));
        Files.writeString(
                other.table(),
                Files.readString(other.table()).replaceFirst("s0-0,speaker0,happy,4", "s0-0,speaker0,happy,9"));
        CommandRun command = other.importInto(
                folder.resolve("new"), "--option", "task=regression", "--option", "ranges=arousal=1:5");
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.err().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("vavl: ")
                .contains("s0-0", "arousal is 9", "1.0 to 5.0");
    }

    @Test
    void aClipThatIsThereTwice() throws IOException {
        List<String> lines = Files.readAllLines(corpus.resolve("clips.csv"));
        Files.writeString(corpus.resolve("clips.csv"), lines.get(1) + "\n", StandardOpenOption.APPEND);
        assertRefused(vavl("corpus", "inspect", corpus), "s0-0", "twice");
    }

    @Test
    void featuresOfTheWrongWidthOrWithoutNumbersAreNamedAndLeftOut() throws IOException {
        Path recordings = Files.createDirectories(folder.resolve("recordings"));
        SmallStudy other = SmallStudy.in(recordings);
        SmallStudy.face(recordings.resolve("s5-1.npy"), SmallStudy.VISUAL_WIDTH + 1, 0, new Random(1));
        byte[] bytes = Files.readAllBytes(recordings.resolve("s0-2.npy"));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - Float.BYTES, Float.NaN);
        Files.write(recordings.resolve("s0-2.npy"), bytes);
        CommandRun command = other.importInto(folder.resolve("new"));
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.err().lines().toList())
                .as(command.err())
                .hasSize(3)
                .allMatch(line -> line.startsWith("vavl: "));
        assertThat(command.err()).contains("s0-2").containsIgnoringCase("nan").contains("2 of 24 failed");
    }

    @Test
    void aPartWithoutClips() throws IOException {
        SmallStudy other = SmallStudy.in(Files.createDirectories(folder.resolve("recordings")));
        List<String> lines = new ArrayList<>(Files.readAllLines(other.table()));
        lines.replaceAll(line -> line + (line.startsWith("id,") ? ",partition:mine" : ",train"));
        Files.write(other.table(), lines);
        Path partitioned = folder.resolve("partitioned");
        assertThat(other.importInto(partitioned).exitCode()).isZero();
        Path configuration = SmallStudy.configuration(folder.resolve("study.yaml"), partitioned);
        Path out = folder.resolve("run");
        assertRefused(
                vavl("train", configuration, "--out", out, "--set", "split={type: partition, name: mine}"),
                "development");
        assertThat(out).doesNotExist();
        assertRefused(
                vavl("train", configuration, "--out", out, "--set", "split={type: partition, name: yours}"),
                "yours",
                "mine");
    }

    @Test
    void aTruncatedSafetensorsFile() throws IOException {
        Path shard = shard("acoustic");
        byte[] bytes = Files.readAllBytes(shard);
        Files.write(shard, java.util.Arrays.copyOf(bytes, bytes.length - 10));
        assertRefused(vavl("corpus", "inspect", corpus), shard.getFileName().toString());
        Path model = folder.resolve("model.safetensors");
        byte[] whole = Files.readAllBytes(run.resolve("model.safetensors"));
        for (int length : new int[] {0, 5, 100, whole.length - 1}) {
            Files.write(model, java.util.Arrays.copyOf(whole, length));
            assertRefused(vavl("evaluate", model, "--corpus", corpus), model.toString());
        }
    }

    @Test
    void aHeaderThatClaimsTerabytes() throws IOException {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000,1000000],\"data_offsets\":[0,4000000000000]}}";
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Path model = folder.resolve("model.safetensors");
        Files.write(
                model,
                ByteBuffer.allocate(8 + json.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .array());
        assertRefused(vavl("info", model), model.toString());
        Files.write(model, new byte[] {0, 0, 0, 0, 0, 4, 0, 0, '{'});
        assertRefused(vavl("info", model), model.toString());
    }

    @Test
    void aPathThatLeavesTheFolder() throws IOException {
        Path table = folder.resolve("clips.csv");
        Files.writeString(table, "id,speaker,label,features:visual\na,s,happy,../../secret.npy\nb,t,sad,b.npy\n");
        CommandRun command = CommandRun.of(
                "corpus",
                "import",
                "csv",
                table.toString(),
                "--out",
                folder.resolve("new").toString(),
                "--option",
                "frameRates=visual=10");
        assertRefused(command, "../../secret.npy");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void anUnknownKeyInTheConfiguration() throws IOException {
        Path configuration = SmallStudy.configuration(folder.resolve("study.yaml"), corpus);
        Path out = folder.resolve("run");
        CommandRun unknown = vavl("train", configuration, "--out", out, "--set", "training.epoch=3");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .startsWith("vavl: --set 'training.epoch=3': unknown key 'training.epoch': did you mean 'epochs'?")
                .hasLineCount(1);
        CommandRun negative = vavl("train", configuration, "--out", out, "--set", "training.epochs=-1");
        assertThat(negative.exitCode()).isEqualTo(2);
        assertThat(negative.err())
                .startsWith("vavl: --set 'training.epochs=-1': ")
                .hasLineCount(1);
        CommandRun train = vavl("train", configuration, "--out", out, "--set", "epochs");
        assertThat(train.exitCode()).isEqualTo(2);
        assertThat(train.err()).contains("KEY=VALUE").hasLineCount(1);
        Files.writeString(configuration, "trainig: {}\nmodel: {preset: tinny}\n", StandardOpenOption.TRUNCATE_EXISTING);
        assertRefused(vavl("train", configuration, "--out", out), "'corpus' is missing");
        assertThat(out).doesNotExist();
        CommandRun several = vavl(
                "train",
                SmallStudy.configuration(configuration, corpus),
                "--out",
                out,
                "--set",
                "training.epochs=0",
                "--set",
                "training.learningRate=fast",
                "--set",
                "model.preset=tinny");
        assertThat(several.exitCode()).isEqualTo(2);
        assertThat(several.err().lines()).hasSize(3).allMatch(line -> line.startsWith("vavl: --set '"));
    }

    @Test
    void aModelOfAnotherTask() throws IOException {
        Path emotions = folder.resolve("others");
        List<String> lines = new ArrayList<>(Files.readAllLines(study.table()));
        Path recordings = Files.createDirectories(folder.resolve("recordings"));
        SmallStudy other = SmallStudy.in(recordings);
        lines.replaceAll(line -> line.replace(",happy,", ",bored,").replace(",sad,", ",calm,"));
        Files.write(other.table(), lines);
        assertThat(other.importInto(emotions).exitCode()).isZero();
        assertRefused(vavl("evaluate", run, "--corpus", emotions, "--split", "all"), "bored", "happy");
        assertRefused(vavl("evaluate", run, "--corpus", emotions), "not the one that the model was trained on");
    }

    @Test
    void anOutputThatIsInTheWay() throws IOException {
        assertRefused(study.importInto(corpus), corpus.toString());
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Path configuration = SmallStudy.configuration(folder.resolve("study.yaml"), corpus);
        CommandRun train = vavl("train", configuration, "--out", file);
        assertThat(train.exitCode()).isEqualTo(2);
        assertThat(train.err()).contains(file.toString(), "is no folder").hasLineCount(1);
        assertThat(Files.readString(file)).isEqualTo("in the way");
    }
}
