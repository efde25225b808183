package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.TalkingFace;
import org.vavl.features.storage.FeatureFolder;
import org.vavl.features.storage.NpyFile;

/** From videos of a talking face to a model that answers for videos, for sound alone and for a face alone. */
@Tag("slow")
class FaceStudyTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path folder;

    private static Path run;

    private static Path ffmpeg(String name, Object... arguments) throws IOException {
        return FFmpegProgram.make(folder.resolve(name), arguments);
    }

    private static CommandRun vavl(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return CommandRun.of(texts);
    }

    private static CommandRun succeed(CommandRun run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    @BeforeAll
    static void importAndTrain() throws IOException {
        List<String> table = new ArrayList<>(List.of("id,speaker,label,media"));
        for (int speaker = 0; speaker < 4; speaker++) {
            for (int take = 0; take < 2; take++) {
                String id = "s" + speaker + "-" + take;
                double begin = 0.1 * speaker + 0.05 * take;
                ffmpeg(
                        id + ".mp4",
                        "-ss",
                        begin,
                        "-i",
                        TalkingFace.CLIP,
                        "-t",
                        0.8,
                        "-c:v",
                        "mpeg4",
                        "-q:v",
                        3,
                        "-c:a",
                        "aac");
                table.add(id + ",speaker" + speaker + "," + (take == 0 ? "happy" : "sad") + "," + id + ".mp4");
            }
        }
        Files.write(folder.resolve("clips.csv"), table);
        Path corpus = folder.resolve("corpus");
        succeed(vavl(
                "corpus",
                "import",
                "csv",
                folder.resolve("clips.csv"),
                "--out",
                corpus,
                "--visual",
                "face-hog",
                "--acoustic",
                "logMel.bands=8",
                "--option",
                "task=classification"));
        run = folder.resolve("run");
        succeed(vavl(
                "train",
                SmallStudy.configuration(folder.resolve("study.yaml"), corpus),
                "--set",
                "fusion=paper",
                "--out",
                run));
    }

    private static JsonNode answer(Path media) throws IOException {
        CommandRun asked = succeed(vavl("predict", media, "--model", run, "--format", "json"));
        return JSON.readTree(asked.out()).get(0);
    }

    @Test
    void aVideoIsAnsweredForByFaceAndVoice() throws IOException {
        JsonNode answer = answer(TalkingFace.CLIP);
        assertThat(answer.at("/answeredBy/0").asText()).isEqualTo("audio-visual");
        assertThat(answer.get("heads")).hasSize(3);
    }

    @Test
    void aTimelineTellsInWhichWindowsTheFaceIsThere() throws IOException {
        CommandRun asked = succeed(
                vavl("predict", TalkingFace.CLIP, "--model", run, "--window", 1, "--step", 0.5, "--format", "csv"));
        List<String> lines = asked.out().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).contains("audio-visual:happy").endsWith("acoustic:share,visual:share,person,unsure");
        assertThat(lines.get(1)).contains(",whole,0.0,").endsWith(",0.8,1,");
        assertThat(lines.get(2)).contains(",window,0.0,1.0,").endsWith(",1.0,,");
        assertThat(lines.get(6)).contains(",window,2.0,3.0,").endsWith(",0.4,,");
    }

    @Test
    void givenSegmentsAndUtterancesAreAnsweredFor() throws IOException {
        Path segments = Files.writeString(folder.resolve("segments.csv"), "name;start;end\nlast;1,5;2.5\nfirst;0;1\n");
        List<String> lines = succeed(
                        vavl("predict", TalkingFace.CLIP, "--model", run, "--segments", segments, "--format", "csv"))
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2)).contains(",window,0.0,1.0,");
        assertThat(lines.get(3)).contains(",window,1.5,2.5,");
        JsonNode answer = JSON.readTree(succeed(vavl(
                                "predict",
                                TalkingFace.CLIP,
                                "--model",
                                run,
                                "--segments",
                                "speech",
                                "--format",
                                "json"))
                        .out())
                .get(0);
        JsonNode speech = answer.get("speech");
        assertThat(speech.get("share").asDouble()).isBetween(0.8, 1.0);
        assertThat(speech.get("utterances")).isNotEmpty().hasSameSizeAs(answer.get("timeline"));
        assertThat(answer.at("/timeline/0/begin").asDouble())
                .isEqualTo(speech.at("/utterances/0/begin").asDouble());
    }

    @Test
    void soundWithoutSpeechIsLeftOut() throws IOException {
        Path tone = ffmpeg(
                "tone.mkv",
                "-i",
                TalkingFace.CLIP,
                "-filter_complex",
                "sine=440:duration=3[a]",
                "-map",
                "0:v",
                "-map",
                "[a]",
                "-c:v",
                "copy");
        JsonNode answer = answer(tone);
        assertThat(answer.at("/answeredBy/0").asText()).isEqualTo("visual");
        assertThat(answer.at("/modalities/acoustic/reason").asText()).isEqualTo("there is no speech in its sound");
        assertThat(answer.at("/speech/share").asDouble()).isZero();
        JsonNode off = JSON.readTree(
                        succeed(vavl("predict", tone, "--model", run, "--speech-activity", "off", "--format", "json"))
                                .out())
                .get(0);
        assertThat(off.at("/answeredBy/0").asText()).isEqualTo("audio-visual");
        assertThat(off.has("speech")).isFalse();
    }

    @Test
    void whatAVideoLacksIsLeftOut() throws IOException {
        Path silent = ffmpeg("silent.mkv", "-i", TalkingFace.CLIP, "-an", "-c:v", "copy");
        assertThat(answer(silent).at("/answeredBy/0").asText()).isEqualTo("visual");
        Path still = ffmpeg("still.png", "-i", TalkingFace.CLIP, "-frames:v", 1);
        assertThat(answer(still).at("/answeredBy/0").asText()).isEqualTo("visual");
        Path sound = ffmpeg("sound.wav", "-i", TalkingFace.CLIP, "-vn");
        assertThat(answer(sound).at("/answeredBy/0").asText()).isEqualTo("acoustic");
        Path faceless = ffmpeg("faceless.mkv", "-i", TalkingFace.CLIP, "-vf", "drawbox=t=fill:c=gray", "-c:v", "mpeg4");
        assertThat(answer(faceless).at("/answeredBy/0").asText()).isEqualTo("acoustic");
    }

    @Test
    void aPictureWithoutAFaceHasNoAnswerAndOneReason() throws IOException {
        Path wall = ffmpeg("wall.png", "-i", TalkingFace.CLIP, "-vf", "drawbox=t=fill:c=gray", "-frames:v", 1);
        CommandRun asked = vavl("predict", wall, "--model", run);
        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.err())
                .hasLineCount(1)
                .contains(wall + ": has no sound")
                .contains(wall + ": there is no face in its pictures");
    }

    @Test
    void bothKindsOfFeaturesAreExtractedSideBySide() throws IOException {
        Path out = folder.resolve("features");
        Path slow = ffmpeg("slow.mp4", "-i", TalkingFace.CLIP, "-r", 12, "-c:v", "mpeg4", "-c:a", "copy");
        succeed(vavl("extract", TalkingFace.CLIP, slow, "--acoustic", "logmel", "--visual", "face-hog", "--out", out));
        FeatureFolder visual = FeatureFolder.read(out.resolve("visual")).orElseThrow();
        assertThat(visual.extractor().name()).isEqualTo("face-hog");
        assertThat(visual.columns()).hasSize(576);
        assertThat(visual.frameRate("talking-face")).isEqualTo(25);
        assertThat(visual.frameRate("slow")).isEqualTo(12);
        FeatureSequence faces = NpyFile.read(out.resolve("visual/talking-face.npy"), 25, visual.extractor());
        assertThat(faces.frames()).isEqualTo(75);
        assertThat(faces.validFrames()).isEqualTo(60);
        FeatureSequence sound = NpyFile.read(out.resolve("acoustic/talking-face.npy"), 50, visual.extractor());
        assertThat(sound.frames() / 50.0).isBetween(2.9, 3.1);
        succeed(vavl("extract", TalkingFace.CLIP, "--visual", "face-hog", "--out", out.resolve("visual")));
        CommandRun other = vavl(
                "extract", TalkingFace.CLIP, "--visual", "face-hog", "--face", "2", "--out", out.resolve("visual"));
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("name another folder");
    }

    @Test
    void settingsOfFacesThatNobodyAskedForAreRefused() {
        for (String setting : List.of("--detector=yunet", "--face=2", "--face-interval=0.2")) {
            CommandRun refused = vavl("extract", TalkingFace.CLIP, setting, "--out", folder.resolve("none"));
            assertThat(refused.exitCode()).as(setting).isEqualTo(2);
            assertThat(refused.err()).contains("is for visual features");
        }
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void namesThatDoNotExistAreRefused() {
        for (String wrong : List.of("--visual face-hg", "--detector har", "--face 0", "--acoustic logmle")) {
            String[] option = wrong.split(" ", -1);
            String visual = option[0].equals("--visual") ? "--verbose" : "--visual=face-hog";
            CommandRun refused =
                    vavl("extract", TalkingFace.CLIP, visual, option[0], option[1], "--out", folder.resolve("none"));
            assertThat(refused.exitCode()).as(wrong).isNotZero();
            assertThat(refused.err()).startsWith("vavl: ").contains(option[1]);
        }
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
