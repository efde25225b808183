package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From recordings to answers, all with the command. */
@Tag("slow")
class StudyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static SmallStudy study;
    private static Path corpus;
    private static Path run;

    private static CommandRun vavl(Object... arguments) {
        return CommandRun.of(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private static CommandRun succeed(CommandRun command) {
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command;
    }

    @BeforeAll
    static void importAndTrain() throws IOException {
        study = SmallStudy.in(Files.createDirectories(shared.resolve("recordings")));
        corpus = shared.resolve("corpus");
        run = shared.resolve("run");
        succeed(study.importInto(corpus));
        Path configuration = SmallStudy.configuration(shared.resolve("study.yaml"), corpus);
        CommandRun trained =
                succeed(vavl("train", configuration, "--out", run, "--set", "training.seed=3", "--format", "json"));
        assertThat(JSON.readTree(trained.out()).get("history")).hasSize(2);
        assertThat(trained.err()).contains("clips for training").contains("epoch 2: loss");
    }

    @Test
    void theCorpusIsDescribed() throws IOException {
        JsonNode summary = JSON.readTree(
                succeed(vavl("corpus", "inspect", corpus, "--format", "json")).out());
        assertThat(summary.get("clips").intValue()).isEqualTo(24);
        assertThat(summary.get("speakers").intValue()).isEqualTo(SmallStudy.SPEAKERS);
        assertThat(succeed(vavl("corpus", "inspect", corpus)).out())
                .contains("24 clips")
                .contains("happy");
    }

    @Test
    void anAuditThatFindsLeaksExitsWith1() throws IOException {
        CommandRun audit = vavl("corpus", "audit", corpus, "--format", "json");
        JsonNode report = JSON.readTree(audit.out());
        boolean serious = report.get("findings")
                .valueStream()
                .anyMatch(finding -> finding.get("severity").asText().equalsIgnoreCase("serious"));
        assertThat(audit.exitCode()).isEqualTo(serious ? 1 : 0);
        assertThat(vavl("corpus", "audit", corpus).exitCode()).isEqualTo(audit.exitCode());
    }

    @Test
    void theRunHasWhatWasPromised() throws IOException {
        assertThat(run.resolve("model.safetensors")).exists();
        assertThat(Files.readString(run.resolve("config.yaml")))
                .contains("seed: 3")
                .contains("width: 8");
        assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(3);
        JsonNode info = JSON.readTree(succeed(vavl("info", run.resolve("model.safetensors"), "--format", "json"))
                .out());
        assertThat(JSON.readTree(succeed(vavl("info", run, "--format", "json")).out()))
                .isEqualTo(info);
        assertThat(info.at("/task/labels")).hasSize(2);
        assertThat(info.at("/provenance/facts/seed").asText()).isEqualTo("3");
    }

    @Test
    void clipsOfClassesThatTheModelLacksAreCountedAndLeftOut() throws IOException {
        Path others = folder.resolve("others");
        Path recordings = study.table().getParent();
        String table = Files.readString(study.table()).replaceAll("(?m)^(s[01]-.*),happy,", "$1,surprised,");
        Files.writeString(recordings.resolve("others.csv"), table);
        succeed(vavl(
                "corpus",
                "import",
                "csv",
                recordings.resolve("others.csv"),
                "--out",
                others,
                "--acoustic",
                "logMel.bands=8",
                "--option",
                "frameRates=visual=10",
                "--option",
                "task=classification"));
        CommandRun evaluated = succeed(vavl("evaluate", run, "--corpus", others, "--split", "all"));
        assertThat(evaluated.err())
                .contains("warning: 4 of 24 clips left out: the model lacks their class, surprised (4)");
        assertThat(evaluated.out()).contains("20 clips");
    }

    /** Copies were in development and test, too. */
    @Test
    void distortedCopiesAreTrainedOnAloneAndThatIsSaid() throws IOException {
        Path copied = folder.resolve("copied");
        succeed(study.importInto(copied, "--copies", "3", "--modality", "acoustic"));
        Path copiedRun = folder.resolve("copied-run");
        Path configuration = SmallStudy.configuration(folder.resolve("copied.yaml"), copied);
        CommandRun trained = succeed(
                vavl("train", configuration, "--out", copiedRun, "--set", "model={name: unimodal, preset: tiny}"));
        assertThat(trained.err()).contains("distorted copies left out of development and test");
        Path out = folder.resolve("copied-evaluation");
        succeed(vavl("evaluate", copiedRun, "--corpus", copied, "--out", out, "--resamples", "0"));
        assertThat(Files.readAllLines(out.resolve("predictions.csv")))
                .hasSizeGreaterThan(1)
                .noneMatch(line -> line.contains("~"));
        CommandRun all = succeed(vavl("evaluate", copiedRun, "--corpus", copied, "--split", "all"));
        assertThat(all.err()).contains("72 of 96 clips left out: they are distorted copies");
        assertThat(all.out()).contains("24 clips");
    }

    @Test
    void theModelIsEvaluatedOnThePartsOfItsRun() throws IOException {
        Path out = folder.resolve("evaluation");
        CommandRun evaluated = succeed(vavl("evaluate", run, "--corpus", corpus, "--out", out, "--format", "json"));
        assertThat(evaluated.err()).isEmpty();
        JsonNode report = JSON.readTree(evaluated.out());
        assertThat(report.toString()).contains("audio-visual").contains("f1Macro");
        assertThat(JSON.readTree(out.resolve("metrics.json").toFile())).isEqualTo(report);
        assertThat(report.at("/intervals/speakers").intValue()).isPositive();
        assertThat(report.at("/intervals/heads/answer").isObject()).isTrue();
        assertThat(out.resolve("confusion.svg")).content().contains("<svg");
        assertThat(out.resolve("predictions.csv")).exists();
        assertThat(succeed(vavl("evaluate", run, "--corpus", corpus, "--split", "all"))
                        .out())
                .contains("24 clips")
                .contains("95 % intervals by 2000 bootstrap draws of the " + SmallStudy.SPEAKERS + " speakers")
                .contains("acoustic")
                .contains("happy");
    }

    @Test
    void aModelIsCalibratedAndEvaluationTellsWhatThatDoes() throws IOException {
        Path calibrated = folder.resolve("calibrated.safetensors");
        JsonNode effects = JSON.readTree(succeed(vavl(
                                "calibrate",
                                run,
                                "--corpus",
                                corpus,
                                "--out",
                                calibrated,
                                "--split",
                                "all",
                                "--format",
                                "json"))
                        .out())
                .get("calibration");
        assertThat(effects).hasSize(3);
        assertThat(effects.get(0).get("logLossAfter").doubleValue())
                .isLessThanOrEqualTo(effects.get(0).get("logLossBefore").doubleValue());
        String text = succeed(vavl("evaluate", calibrated, "--corpus", corpus)).out();
        assertThat(text).contains("temperature").contains("ECE before");
        assertThat(succeed(vavl("evaluate", run, "--corpus", corpus)).out()).doesNotContain("temperature");
        JsonNode before = answer(run);
        JsonNode after = answer(calibrated);
        assertThat(after.get("emotion")).isEqualTo(before.get("emotion"));
        assertThat(after.get("outputs")).isNotEqualTo(before.get("outputs"));
        assertThat(succeed(vavl("info", calibrated)).out())
                .contains("calibration.clips")
                .contains("24");
    }

    @Test
    void predictionsCalibrateAsTheClipsThatTheyAreOf() throws IOException {
        Path asked = folder.resolve("asked");
        succeed(vavl("evaluate", run, "--corpus", corpus, "--split", "all", "--out", asked));
        Path byClips = folder.resolve("by-clips.safetensors");
        Path byPredictions = folder.resolve("by-predictions.safetensors");
        Path table = asked.resolve("predictions.csv");
        succeed(vavl("calibrate", run, "--corpus", corpus, "--split", "all", "--out", byClips));
        succeed(vavl("calibrate", run, "--predictions", table, "--out", byPredictions));
        assertThat(answer(byPredictions).get("outputs"))
                .isEqualTo(answer(byClips).get("outputs"));

        Path byOne = folder.resolve("by-one.safetensors");
        succeed(vavl("calibrate", run, "--predictions", table, "--head", "visual", "--out", byOne));
        assertThat(answer(byOne).get("outputs")).isEqualTo(answer(run).get("outputs"));
        assertThat(succeed(vavl("info", byOne)).out()).contains("calibration.visual.predictions");
    }

    @Test
    void theHeadsMakeTheAnswerByWeightsOrAsThePaperSays() throws IOException {
        assertThat(succeed(vavl("info", run)).out())
                .contains("acoustic and visual: ")
                .contains("audio-visual head");
        Path asInThePaper = folder.resolve("paper.safetensors");
        succeed(vavl("calibrate", run, "--corpus", corpus, "--fusion", "paper", "--out", asInThePaper));
        assertThat(succeed(vavl("info", asInThePaper)).out()).contains("as in the paper");
        Path weighted = folder.resolve("weighted.safetensors");
        JsonNode made = JSON.readTree(succeed(vavl(
                        "calibrate",
                        asInThePaper,
                        "--corpus",
                        corpus,
                        "--split",
                        "all",
                        "--fusion",
                        "weighted",
                        "--out",
                        weighted,
                        "--format",
                        "json"))
                .out());
        assertThat(made.get("fusion")).hasSize(1);
        assertThat(made.get("hiddenFrames")).hasSize(9);
        assertThat(succeed(vavl("info", weighted)).out()).contains("acoustic and visual: ");
    }

    @Test
    void evaluationTellsWhatHiddenFramesCost() throws IOException {
        String text = succeed(vavl("evaluate", run, "--corpus", corpus, "--split", "all", "--hidden-frames"))
                .out();
        assertThat(text).contains("acoustic left").contains("of the better head");
        JsonNode hidden = JSON.readTree(succeed(vavl(
                                "evaluate",
                                run,
                                "--corpus",
                                corpus,
                                "--split",
                                "all",
                                "--hidden-frames",
                                "--format",
                                "json"))
                        .out())
                .get("hiddenFrames");
        assertThat(hidden).hasSize(15);
        assertThat(hidden.findValuesAsText("fused"))
                .allSatisfy(value -> assertThat(Double.parseDouble(value)).isBetween(0.0, 1.0));
    }

    @Test
    void anExportedModelIsEvaluatedPredictsAndIsDescribedAsTheModelIs() throws IOException {
        Path exported = folder.resolve("exported.onnx");
        succeed(vavl("export", run, "--out", exported));
        JsonNode expected = JSON.readTree(succeed(vavl("evaluate", run, "--corpus", corpus, "--format", "json"))
                .out());
        JsonNode actual = JSON.readTree(
                succeed(vavl("evaluate", exported, "--corpus", corpus, "--engine", "onnx", "--format", "json"))
                        .out());
        assertClose(expected.get("heads"), actual.get("heads"));

        Path sound = study.recording("s1-2");
        JsonNode there = JSON.readTree(
                succeed(vavl("predict", sound, "--model", exported, "--speech-activity", "off", "--format", "json"))
                        .out());
        JsonNode here = JSON.readTree(
                succeed(vavl("predict", sound, "--model", run, "--speech-activity", "off", "--format", "json"))
                        .out());
        assertClose(here, there);

        JsonNode described = JSON.readTree(
                succeed(vavl("info", exported, "--format", "json")).out());
        JsonNode model =
                JSON.readTree(succeed(vavl("info", run, "--format", "json")).out());
        assertThat(described.at("/onnx/weights").asText()).isEqualTo("float32");
        model.fieldNames()
                .forEachRemaining(
                        field -> assertThat(described.get(field)).as(field).isEqualTo(model.get(field)));
        assertThat(succeed(vavl("info", exported)).out()).contains("operators of version 17, weights in float32");
    }

    /** The same, but that numbers may differ in what float32 does not hold. */
    private static void assertClose(JsonNode expected, JsonNode actual) {
        if (expected.isNumber()) {
            assertThat(actual.doubleValue()).isCloseTo(expected.doubleValue(), within(1e-5));
        } else if (expected.isContainerNode()) {
            assertThat(actual.size()).isEqualTo(expected.size());
            expected.fieldNames().forEachRemaining(field -> assertClose(expected.get(field), actual.get(field)));
            for (int i = 0; expected.isArray() && i < expected.size(); i++) {
                assertClose(expected.get(i), actual.get(i));
            }
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void aModelForAnotherEngineIsRefused() {
        Path exported = folder.resolve("exported.onnx");
        succeed(vavl("export", run, "--out", exported));
        CommandRun libtorch = vavl("evaluate", exported, "--corpus", corpus, "--engine", "libtorch");
        assertThat(libtorch.exitCode()).isEqualTo(2);
        assertThat(libtorch.err()).contains("--engine is libtorch", "exported.onnx runs on onnx");
        CommandRun onnx = vavl("predict", study.recording("s1-2"), "--model", run, "--engine", "onnx");
        assertThat(onnx.exitCode()).isEqualTo(2);
        assertThat(onnx.err()).contains("--engine is onnx", "model.safetensors runs on libtorch");
        CommandRun builtIn = vavl("predict", study.recording("s1-2"), "--engine", "libtorch");
        assertThat(builtIn.exitCode()).isEqualTo(2);
        assertThat(builtIn.err()).contains("the built-in model runs on onnx");
        CommandRun device = vavl("evaluate", exported, "--corpus", corpus, "--device", "cuda:0");
        assertThat(device.exitCode()).isEqualTo(1);
        assertThat(device.err()).contains("device 'cuda:0' is not there");
    }

    @Test
    void calibrationNeedsOneSourceAndHeadsThatThereAre() {
        Path out = folder.resolve("never.safetensors");
        assertThat(vavl("calibrate", run, "--out", out).exitCode()).isEqualTo(2);
        assertThat(vavl("calibrate", run, "--corpus", corpus, "--predictions", "a.csv", "--out", out)
                        .exitCode())
                .isEqualTo(2);
        assertThat(vavl("calibrate", run, "--predictions", "a.csv", "--split", "all", "--out", out)
                        .exitCode())
                .isEqualTo(2);
        assertThat(vavl("calibrate", run, "--predictions", "a.csv", "--fusion", "weighted", "--out", out)
                        .exitCode())
                .isEqualTo(2);
        CommandRun unknown = vavl("calibrate", run, "--corpus", corpus, "--head", "acoustics", "--out", out);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("acoustics").contains("acoustic");
        assertThat(out).doesNotExist();
    }

    private static JsonNode answer(Path model) throws IOException {
        return JSON.readTree(succeed(vavl(
                                "predict",
                                "--speech-activity",
                                "off",
                                study.recording("s0-0"),
                                "--model",
                                model,
                                "--format",
                                "json"))
                        .out())
                .get(0);
    }

    @Test
    void recordingsAreAnsweredFor() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.wav"), "no sound");
        Path good = study.recording("s0-0");
        CommandRun json = vavl("predict", "--speech-activity", "off", bad, good, "--model", run, "--format", "json");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.err().lines()).hasSize(2).first().asString().startsWith("vavl: " + bad);
        JsonNode answers = JSON.readTree(json.out());
        assertThat(answers).hasSize(1);
        JsonNode answer = answers.get(0);
        assertThat(answer.get("clip").asText()).isEqualTo(good.toString());
        assertThat(answer.get("emotion").asText()).isIn("happy", "sad");
        assertThat(answer.at("/outputs/happy").doubleValue()
                        + answer.at("/outputs/sad").doubleValue())
                .isBetween(0.999, 1.001);
        assertThat(answer.at("/answeredBy/0").asText()).isEqualTo("acoustic");
        assertThat(succeed(vavl("predict", "--speech-activity", "off", good, "--model", run))
                        .out())
                .startsWith(good.toString())
                .contains("has no visual")
                .contains("no visual (")
                .contains("acoustic in ")
                .hasLineCount(2);
        List<String> table = succeed(
                        vavl("predict", "--speech-activity", "off", good, good, "--model", run, "--format", "csv"))
                .out()
                .lines()
                .toList();
        assertThat(table).hasSize(3);
        assertThat(table.get(0))
                .isEqualTo(
                        "clip,part,begin,end,emotion,happy,sad,answeredBy,acoustic:happy,acoustic:sad,"
                                + "visual:happy,visual:sad,audio-visual:happy,audio-visual:sad,acoustic:share,visual:share,person,unsure");
    }

    @Test
    void answersAreWrittenInEveryFormatAndAsAPage() throws IOException {
        Path recording = study.recording("s0-0");
        Path pages = folder.resolve("pages");
        for (String format : List.of("text", "json", "csv")) {
            Path file = folder.resolve("answers." + format);
            CommandRun printed =
                    succeed(vavl("predict", "--speech-activity", "off", recording, "--model", run, "--format", format));
            CommandRun written = succeed(vavl(
                    "predict",
                    "--speech-activity",
                    "off",
                    recording,
                    "--model",
                    run,
                    "--format",
                    format,
                    "--out",
                    file));
            assertThat(written.out()).isEmpty();
            assertThat(file).hasContent(printed.out());
        }
        Path other = study.recording("s0-1");
        succeed(vavl(
                "predict",
                "--speech-activity",
                "off",
                recording,
                other,
                "--model",
                run,
                "--format",
                "eaf",
                "--out",
                pages,
                "--report",
                pages));
        assertThat(pages.resolve("s0-0.eaf")).content().contains("EAFv3.0.xsd");
        assertThat(pages.resolve("s0-1.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(succeed(vavl("predict", "--speech-activity", "off", recording, "--model", run, "--format", "vtt"))
                        .out())
                .startsWith("WEBVTT");
        CommandRun nowhere =
                vavl("predict", "--speech-activity", "off", recording, other, "--model", run, "--format", "vtt");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("--out DIR");
        CommandRun twice =
                vavl("predict", "--speech-activity", "off", recording, recording, "--model", run, "--report", pages);
        assertThat(twice.exitCode()).isEqualTo(1);
        assertThat(twice.err()).contains("would both become");
    }

    @Test
    void aTimelineIsAskedForByItsWindows() throws IOException {
        Path recording = study.recording("s0-0");
        JsonNode windows = JSON.readTree(succeed(vavl(
                                "predict",
                                "--speech-activity",
                                "off",
                                recording,
                                "--model",
                                run,
                                "--window",
                                0.5,
                                "--step",
                                0.1,
                                "--format",
                                "json"))
                        .out())
                .at("/0/timeline");
        assertThat(windows.isArray()).as("shorter than a window").isTrue();
        assertThat(windows).isEmpty();
        CommandRun wrong = vavl("predict", "--speech-activity", "off", recording, "--model", run, "--window", 0.1);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("the window is 0.1 s").hasLineCount(1);
        CommandRun unused = vavl("predict", recording, "--model", run, "--extractor", "wav2vec2=" + folder);
        assertThat(unused.exitCode()).isEqualTo(2);
        assertThat(unused.err())
                .contains("--extractor wav2vec2: the model does not use it, but logmel")
                .hasLineCount(1);
        for (String detector : new String[] {"mtcnn", "yunet"}) {
            CommandRun unseen =
                    vavl("predict", recording, "--model", run, "--detector-weights", detector + "=" + folder);
            assertThat(unseen.exitCode()).isEqualTo(2);
            assertThat(unseen.err())
                    .contains("--detector-weights " + detector + ": the model does not use it")
                    .hasLineCount(1);
        }
    }

    @Test
    void featuresAreAnsweredForLikeTheRecordingTheyComeFrom() throws IOException {
        Path features = folder.resolve("features");
        succeed(vavl("extract", study.recording("s1-1"), "--out", features, "--acoustic", "logMel.bands=8"));
        Path acoustic = features.resolve("s1-1.npy");
        JsonNode ofFeatures = JSON.readTree(
                succeed(vavl("predict", "--features", "acoustic=" + acoustic, "--model", run, "--format", "json"))
                        .out());
        JsonNode ofRecording = JSON.readTree(succeed(vavl(
                        "predict",
                        "--speech-activity",
                        "off",
                        study.recording("s1-1"),
                        "--model",
                        run,
                        "--format",
                        "json"))
                .out());
        assertThat(ofFeatures.at("/0/outputs")).isEqualTo(ofRecording.at("/0/outputs"));
        Path face = shared.resolve("recordings/s1-1.npy");
        JsonNode both = JSON.readTree(succeed(vavl(
                        "predict",
                        "--features",
                        "acoustic=" + acoustic,
                        "--features",
                        "visual=" + face,
                        "--model",
                        run,
                        "--format",
                        "json"))
                .out());
        assertThat(both.at("/0/heads").has("audio-visual")).isTrue();
        assertThat(both.at("/0/answeredBy")).isNotEmpty();
        assertThat(both.at("/0/outputs")).isNotEqualTo(ofFeatures.at("/0/outputs"));
    }

    @Test
    void longFeaturesHaveATimelineAsTheirRecordingHas() throws IOException {
        Path features = folder.resolve("long");
        Path recording = folder.resolve("long.wav");
        TestSound.tone(recording, 400, 17);
        succeed(vavl("extract", recording, "--out", features, "--acoustic", "logMel.bands=8"));
        String given = "acoustic=" + features.resolve("long.npy");
        CommandRun ofRecording = succeed(vavl("predict", "--speech-activity", "off", recording, "--model", run));
        CommandRun ofFeatures = succeed(vavl("predict", "--features", given, "--model", run));
        assertThat(ofFeatures.out()).contains("the mean over 15 of 15 windows of 3 s", "14.0 to 17.0 s");
        assertThat(ofFeatures.out().lines().count())
                .isEqualTo(ofRecording.out().lines().count());
        CommandRun asked =
                succeed(vavl("predict", "--features", given, "--model", run, "--window", "10", "--step", "5"));
        assertThat(asked.out()).contains("windows of 10 s", "5.0 to 15.0 s");
        Path alone = Files.copy(features.resolve("long.npy"), folder.resolve("alone.npy"));
        CommandRun untimed = vavl("predict", "--features", "acoustic=" + alone, "--model", run, "--window", "2");
        assertThat(untimed.exitCode()).isEqualTo(1);
        assertThat(untimed.err())
                .contains(alone + ": cannot be gone through in time", "frames a second")
                .hasLineCount(1);
        assertThat(succeed(vavl("predict", "--features", "acoustic=" + alone, "--model", run))
                        .out())
                .doesNotContain("windows");
    }

    @Test
    void featuresOfAnotherExtractorAreRefused() throws IOException {
        Path features = folder.resolve("features");
        succeed(vavl("extract", study.recording("s1-1"), "--out", features, "--acoustic", "logMel.bands=9"));
        CommandRun other = vavl("predict", "--features", "acoustic=" + features.resolve("s1-1.npy"), "--model", run);
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("the model was trained on").hasLineCount(1);
        CommandRun unknown =
                vavl("predict", "--features", "eeg=" + shared.resolve("recordings/s1-1.npy"), "--model", run);
        assertThat(unknown.err()).contains("'eeg' is none of the model's").hasLineCount(1);
    }

    @Test
    void aRunIsContinuedNotRepeated() throws IOException {
        Path configuration = SmallStudy.configuration(folder.resolve("study.yaml"), corpus);
        Path again = folder.resolve("again");
        succeed(vavl("train", configuration, "--out", again));
        byte[] model = Files.readAllBytes(again.resolve("model.safetensors"));
        CommandRun second = succeed(vavl("train", configuration, "--out", again));
        assertThat(second.err()).contains("going on after step");
        assertThat(Files.readAllBytes(again.resolve("model.safetensors"))).isEqualTo(model);
        CommandRun other = vavl("train", configuration, "--out", again, "--set", "training.learningRate=1e-3");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).startsWith("vavl: ").hasLineCount(1);
    }
}
