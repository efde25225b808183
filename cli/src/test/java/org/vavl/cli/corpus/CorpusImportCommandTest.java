package org.vavl.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.cli.CommandRun;
import org.vavl.cli.TestSound;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Modality;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.TalkingFace;
import org.vavl.learning.corpus.folder.CorpusFolder;

/** What people have, and what becomes of it: recordings that are none, tables that others' programs write, corpora as they are published. */
@Tag("slow")
class CorpusImportCommandTest {
    private static final Path CREMA_D =
            Path.of("../learning/src/test/resources/org/vavl/learning/corpus/importer/crema-d");
    private static final String POINTER =
            "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 72862\n";

    @TempDir
    private Path folder;

    private static CommandRun vavl(Object... arguments) {
        return CommandRun.of(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private CommandRun importCsv(String table, Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(
                "corpus",
                "import",
                "csv",
                Files.writeString(folder.resolve("clips.csv"), table),
                "--out",
                folder.resolve("out/corpus")));
        arguments.addAll(List.of(more));
        return vavl(arguments.toArray());
    }

    private void tones(String... names) throws IOException {
        for (String name : names) {
            TestSound.tone(folder.resolve(name + ".wav"), 200, 0.3);
        }
    }

    private static CommandRun succeed(CommandRun run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private String audit() {
        return vavl("corpus", "audit", folder.resolve("out/corpus")).out();
    }

    @Test
    void silenceConstantSoundAndNothingAreNamedAsFailed() throws IOException {
        tones("a", "b");
        FFmpegProgram.make(folder.resolve("silent.wav"), "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono:d=2");
        FFmpegProgram.make(folder.resolve("constant.wav"), "-f", "lavfi", "-i", "aevalsrc=0.5:s=16000:d=2");
        Files.writeString(folder.resolve("empty.wav"), "");
        CommandRun run = importCsv("""
                id,speaker,label,media
                a,s1,happy,a.wav
                b,s2,sad,b.wav
                c,s2,sad,silent.wav
                d,s2,sad,constant.wav
                e,s2,sad,empty.wav
                """);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("2 clips");
        assertThat(run.err())
                .contains("silent.wav: its sound is silent", "its sound is constant, 0.5", "empty.wav: is empty")
                .contains("3 of 5 failed");
    }

    @Test
    void aDeviceIsForNetworksAndFeaturesThatAreThereNeedNone() throws IOException {
        tones("a");
        CommandRun run = importCsv("id,speaker,label,media\na,s1,happy,a.wav\nb,s2,sad,a.wav\n", "--device", "cuda:0");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("--device is cuda:0, and what is extracted here runs on the CPU alone");
        assertThat(folder.resolve("out/corpus")).doesNotExist();
    }

    @Test
    void whatIsNearlySilentIsImportedAndTheAuditListsIt() throws IOException {
        tones("a");
        FFmpegProgram.make(
                folder.resolve("quiet.wav"), "-i", folder.resolve("a.wav"), "-af", "volume=-58dB", "-c:a", "pcm_f32le");
        succeed(importCsv("id,speaker,label,media\na,s1,happy,a.wav\nquiet,s2,sad,quiet.wav\n"));
        assertThat(audit())
                .contains("1 of 2 clips are nearly silent: no moment is louder than 60 dB below full scale")
                .containsPattern("(?m)^  quiet$");
    }

    @Test
    void pointersOfGitLfsAreCalledThatAndLongListsOfFailuresAreCutOff() throws IOException {
        StringBuilder table = new StringBuilder("id,speaker,label,media\na,s,happy,a.wav\nb,s,sad,a.wav\n");
        tones("a");
        for (int i = 0; i < 30; i++) {
            Files.writeString(folder.resolve("p" + i + ".wav"), POINTER);
            table.append("p").append(i).append(",s,sad,p").append(i).append(".wav\n");
        }
        CommandRun run = importCsv(table.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines().filter(line -> line.contains("is a Git LFS pointer of 130 bytes")))
                .hasSize(20);
        assertThat(run.err()).contains("run git lfs pull", "and 10 more: --format json lists all", "30 of 32 failed");
        for (String[] command : new String[][] {{"predict"}, {"extract", "--out", "features"}}) {
            List<Object> arguments = new ArrayList<>(List.of((Object[]) command));
            arguments.add(folder.resolve("p0.wav"));
            arguments.replaceAll(argument -> argument.equals("features") ? folder.resolve("features") : argument);
            CommandRun other = vavl(arguments.toArray());
            assertThat(other.exitCode()).isEqualTo(1);
            assertThat(other.err()).contains("p0.wav: is a Git LFS pointer of 130 bytes, not the recording");
        }
    }

    @Test
    void anImportOfPointersAloneSaysItOnceAndLeavesNothing() throws IOException {
        Files.writeString(folder.resolve("a.wav"), POINTER);
        CommandRun run = importCsv("id,speaker,label,media\na,s,happy,a.wav\nb,s,sad,a.wav\n");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines().filter(line -> line.startsWith("vavl: ")))
                .singleElement()
                .asString()
                .contains("no clip of 2 could be imported", "Git LFS pointer");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aTableOfASpreadsheetWithSemicolonsAndDecimalCommasIsRead() throws IOException {
        tones("a", "b");
        succeed(importCsv(
                "\uFEFFid;speaker;value:arousal;media\r\na;s1;3,5;a.wav\r\nb;s2;2,25;b.wav\r\n",
                "--option",
                "ranges=arousal=1:5"));
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("out/corpus"))) {
            assertThat(corpus.clips())
                    .extracting(clip -> clip.labels().attributes().get("arousal"))
                    .containsExactly(3.5, 2.25);
        }
    }

    @Test
    void speakersThatAreNotKnownAndClassesInTwoSpellingsAreWarnedOfByImportAndAudit() throws IOException {
        tones("a", "b", "c");
        String table = "id,label,media\na,happy,a.wav\nb,Happy,b.wav\nc,sad,c.wav\n";
        CommandRun refused = importCsv(table);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("no column 'speaker'", "--option speakers=unknown");
        CommandRun run = succeed(importCsv(table, "--option", "speakers=unknown"));
        assertThat(run.err())
                .contains("warning: 3 of 3 clips are each taken for a speaker of their own")
                .contains("warning: classes differ in case or spaces only: Happy, happy");
        assertThat(audit())
                .contains("3 of 3 clips are each a speaker of their own")
                .contains(
                        "classes differ in case or spaces only: Happy, happy (merge with --option 'merge=Happy=happy'");
    }

    @Test
    void cremaDAsPublishedIsImportedBySoundOfWavFilesAndPicturesOfFlashVideos() throws IOException, URISyntaxException {
        Path root = folder.resolve("CREMA-D");
        try (Stream<Path> files = Files.walk(CREMA_D)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = root.resolve(CREMA_D.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path wav = Files.createDirectories(root.resolve("AudioWAV"));
        Path flv = Files.createDirectories(root.resolve("VideoFlash"));
        for (String id : List.of("9001_DFA_ANG_XX", "9002_DFA_SAD_XX")) {
            FFmpegProgram.make(wav.resolve(id + ".wav"), "-i", TalkingFace.CLIP, "-t", 1, "-ar", 16000, "-ac", 1);
            FFmpegProgram.make(flv.resolve(id + ".flv"), "-i", TalkingFace.CLIP, "-t", 1, "-an", "-c:v", "flv1");
        }
        FFmpegProgram.make(flv.resolve("9003_DFA_FEA_XX.flv"), "-i", TalkingFace.CLIP, "-t", 1, "-an", "-c:v", "flv1");
        CommandRun run = succeed(vavl("corpus", "import", "crema-d", root, "--out", folder.resolve("corpus")));
        assertThat(run.out())
                .contains("crema-d: 3 clips, 2 with acoustic, 3 with visual")
                .contains("21 clips left out");
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("corpus"))) {
            assertThat(corpus.extractors().get(Modality.ACOUSTIC).name()).isEqualTo("logmel");
            assertThat(corpus.extractors().get(Modality.VISUAL).name()).isEqualTo("face-model");
            assertThat(corpus.clips()).extracting(Clip::id).contains("9003_DFA_FEA_XX");
            assertThat(corpus.partitions()).containsOnlyKeys("1", "2");
        }
        CommandRun acoustic = succeed(
                vavl("corpus", "import", "crema-d", root, "--out", folder.resolve("sound"), "--modality", "acoustic"));
        assertThat(acoustic.out()).contains("crema-d: 2 clips, 2 with acoustic");
    }

    @Test
    void visualFeaturesOfAFolderAreNeverMadeOfItsSound() throws IOException {
        tones("a", "b");
        Path videos = Files.createDirectories(folder.resolve("videos"));
        FFmpegProgram.make(videos.resolve("a.mp4"), "-i", TalkingFace.CLIP, "-t", 1, "-c", "copy");
        FFmpegProgram.make(videos.resolve("a.m4a"), "-i", TalkingFace.CLIP, "-t", 1, "-vn", "-c", "copy");
        String table = "id,speaker,label,media\na,s1,happy,a.wav\nb,s2,sad,b.wav\n";
        succeed(importCsv(table, "--features", "visual=media:" + videos));
        try (CorpusFolder corpus = CorpusFolder.open(folder.resolve("out/corpus"))) {
            assertThat(corpus.extractors().get(Modality.VISUAL).name()).isEqualTo("face-model");
            assertThat(corpus.clips().get(0).modalities()).containsExactlyInAnyOrder("acoustic", "visual");
            assertThat(corpus.clips().get(1).modalities()).containsExactly("acoustic");
        }
        CommandRun mismatched = vavl(
                "corpus",
                "import",
                "csv",
                folder.resolve("clips.csv"),
                "--out",
                folder.resolve("other"),
                "--features",
                "visual=media:" + videos + ",extractor=logmel");
        assertThat(mismatched.exitCode()).isEqualTo(1);
        assertThat(mismatched.err()).contains("'logmel' that makes visual features", "face-model for visual ones");
        succeed(vavl("extract", folder.resolve("a.wav"), "--out", folder.resolve("npy")));
        CommandRun npy = vavl(
                "corpus",
                "import",
                "csv",
                folder.resolve("clips.csv"),
                "--out",
                folder.resolve("other"),
                "--features",
                "visual=npy:" + folder.resolve("npy"));
        assertThat(npy.exitCode()).isEqualTo(1);
        assertThat(npy.err()).contains("these were made by logmel, whose features are not visual");
    }

    @Test
    void optionsOfExtractorsThatMakeNothingAreRefused() throws IOException {
        tones("a", "b");
        String table = "id,speaker,label,media\na,s1,happy,a.wav\nb,s2,sad,b.wav\n";
        succeed(importCsv(table));
        CommandRun run = vavl(
                "corpus",
                "import",
                "csv",
                folder.resolve("clips.csv"),
                "--out",
                folder.resolve("other"),
                "--acoustic",
                "logmel",
                "--features",
                "acoustic=corpus:" + folder.resolve("out/corpus"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--acoustic is for recordings");
        CommandRun left = vavl(
                "corpus",
                "import",
                "csv",
                folder.resolve("clips.csv"),
                "--out",
                folder.resolve("other"),
                "--modality",
                "visual",
                "--features",
                "acoustic=media");
        assertThat(left.exitCode()).isEqualTo(2);
        CommandRun tracks = vavl(
                "corpus",
                "import",
                "csv",
                folder.resolve("clips.csv"),
                "--out",
                folder.resolve("other"),
                "--tracks",
                "4");
        assertThat(tracks.exitCode()).isEqualTo(2);
        assertThat(tracks.err()).contains("--tracks is for corpora that have face images");
    }
}
