package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.learning.corpus.folder.ExtractorInformation;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.inference.TrainingSpeakers;

/** A model learns when it is not sure, says so, and is measured by it. */
@Tag("slow")
class UnsureStudyTest {
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
        succeed(vavl("train", SmallStudy.configuration(shared.resolve("study.yaml"), corpus), "--out", run));
    }

    private JsonNode calibrated(Path out, Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(
                List.of("calibrate", run, "--corpus", corpus, "--split", "all", "--out", out, "--format", "json"));
        arguments.addAll(List.of(more));
        return JSON.readTree(succeed(vavl(arguments.toArray())).out());
    }

    @Test
    void aRiskIsKeptOnTheClipsThatItWasFoundOnAndTold() throws IOException {
        Path careful = folder.resolve("careful.safetensors");
        JsonNode confidence = calibrated(careful, "--risk", "0.2").get("confidence");
        assertThat(confidence.at("/densities/acoustic/quantile").doubleValue()).isEqualTo(0.99);
        assertThat(confidence.at("/abstention/thresholds")).hasSize(3).allSatisfy(state -> {
            assertThat(state.at("/whole/risk").doubleValue()).isLessThanOrEqualTo(0.2);
            assertThat(state.at("/hidden/risk").doubleValue()).isLessThanOrEqualTo(0.2);
        });
        Path out = folder.resolve("evaluation");
        JsonNode report = JSON.readTree(succeed(vavl(
                        "evaluate", careful, "--corpus", corpus, "--split", "all", "--out", out, "--format", "json"))
                .out());
        JsonNode sure = report.at("/riskCoverage/sure");
        if (!sure.isMissingNode()) {
            assertThat(sure.get("risk").doubleValue()).isLessThanOrEqualTo(0.2);
        }
        assertThat(report.at("/riskCoverage/heads")).hasSize(4);
        assertThat(report.at("/riskCoverage/heads/3/head").asText()).isEqualTo("answer");
        assertThat(report.get("groups")).hasSize(SmallStudy.SPEAKERS);
        assertThat(Files.readAllLines(out.resolve("risk-coverage.csv")))
                .startsWith("head,threshold,coverage,risk")
                .hasSizeGreaterThan(4);
        assertThat(Files.readString(out.resolve("risk-coverage.svg"))).contains("<svg");
        assertThat(JSON.readTree(out.resolve("metrics.json").toFile()).at("/riskCoverage/heads"))
                .isEqualTo(report.at("/riskCoverage/heads"));
        assertThat(succeed(vavl("info", careful)).out()).contains("not sure", "a risk of at most 20 %");
        String text = succeed(vavl("evaluate", careful, "--corpus", corpus, "--split", "all"))
                .out();
        assertThat(text).contains("AURC", "by sex and speaker");
    }

    @Test
    void whatIsUnlikeTheTrainingDataIsNotAnsweredForAndEveryFormatSaysSo() throws IOException {
        Path strict = folder.resolve("strict.safetensors");
        calibrated(strict, "--outliers", "0.0001");
        Path recording = TestSound.tone(folder.resolve("strange.wav"), 3000, 2);
        String[] predict = {"predict", "--speech-activity", "off", "--model", strict.toString(), recording.toString()};
        JsonNode said =
                JSON.readTree(succeed(vavl(with(predict, "json"))).out()).get(0);
        assertThat(said.at("/unsure/reasons/0").asText()).isEqualTo("unlike-training");
        assertThat(said.at("/unsure/topTwo/0").asText())
                .isEqualTo(said.get("emotion").asText());
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("..", "docs", "recognition.schema.json")));
        assertThat(schema.validate(said)).isEmpty();
        assertThat(succeed(vavl(with(predict, "text"))).out()).contains("not sure: ", " or ");
        assertThat(succeed(vavl(with(predict, "csv"))).out()).contains("unlike-training");
        assertThat(succeed(vavl(with(predict, "vtt"))).out()).contains("not sure: ");
        assertThat(succeed(vavl(with(predict, "eaf"))).out()).contains("not sure");
        String plain = succeed(vavl(
                        "predict",
                        "--speech-activity",
                        "off",
                        "--model",
                        run.resolve("model.safetensors"),
                        recording,
                        "--format",
                        "json"))
                .out();
        assertThat(plain).doesNotContain("unsure");
    }

    private static Object[] with(String[] predict, String format) {
        return Stream.concat(Stream.of(predict), Stream.of("--format", format)).toArray();
    }

    @Test
    void calibratingAnewKeepsTheRiskAndPredictionsAloneCannot() throws IOException {
        Path careful = folder.resolve("careful.safetensors");
        calibrated(careful, "--risk", "0.3", "--outliers", "0");
        Path again = folder.resolve("again.safetensors");
        succeed(vavl("calibrate", careful, "--corpus", corpus, "--split", "all", "--out", again));
        assertThat(succeed(vavl("info", again)).out()).contains("a risk of at most 30 %");
        Path asked = folder.resolve("asked");
        succeed(vavl("evaluate", run, "--corpus", corpus, "--split", "all", "--out", asked));
        Path without = folder.resolve("without.safetensors");
        CommandRun lost = succeed(
                vavl("calibrate", careful, "--predictions", asked.resolve("predictions.csv"), "--out", without));
        assertThat(lost.err()).contains("no longer unsure at a risk of 0.3");
        assertThat(succeed(vavl("info", without)).out()).doesNotContain("not sure");
    }

    @Test
    void aModelFileSaysWhatOthersMustKnow() throws IOException {
        JsonNode info =
                JSON.readTree(succeed(vavl("info", run, "--format", "json")).out());
        int trained = info.at("/information/speakers/0/count").intValue();
        assertThat(trained).isBetween(1, SmallStudy.SPEAKERS - 1);
        assertThat(info.at("/information/dataSets/0/name").asText()).isNotBlank();
        assertThat(succeed(vavl("evaluate", run, "--corpus", corpus)).err()).doesNotContain("trained on");
        assertThat(succeed(vavl("evaluate", run, "--corpus", corpus, "--split", "all"))
                        .err())
                .contains(trained + " of " + SmallStudy.SPEAKERS + " speakers");
        Path settings = Files.writeString(
                folder.resolve("information.yaml"),
                "licence: MIT\nlanguages: [en, pl]\nexcludedUses: [hiring]\ndataSets: [{name: mine, licence: CC0}]\n");
        Path told = folder.resolve("told.safetensors");
        succeed(vavl("card", run, "--information", settings, "--out", told));
        for (String command : List.of("info", "card")) {
            assertThat(succeed(vavl(command, told)).out())
                    .containsPattern("licence:? +MIT")
                    .containsPattern("data set:? +mine under: CC0")
                    .containsPattern("languages:? +en, pl")
                    .containsPattern("excluded use:? +hiring")
                    .containsPattern("trained on:? +" + trained + " speaker");
        }
        assertThat(vavl("card", run, "--information", settings).exitCode()).isEqualTo(2);
        assertThat(vavl("card", run, "--out", told).exitCode()).isEqualTo(2);
        Files.writeString(settings, "languages: [a language]\n");
        CommandRun wrong = vavl("card", run, "--information", settings, "--out", told);
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("information.yaml", "a language");
    }

    @Test
    void aConfigurationTellsWhatTheCorpusDoesNot() throws IOException {
        Path configuration = SmallStudy.configuration(folder.resolve("study.yaml"), corpus);
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        + "information: {licence: MIT, languages: [en], intendedUses: [research]}\n");
        Path told = folder.resolve("run");
        succeed(vavl("train", configuration, "--out", told, "--set", "training.epochs=1"));
        assertThat(succeed(vavl("info", told)).out())
                .containsPattern("licence +MIT")
                .containsPattern("languages +en")
                .containsPattern("intended use +research");
        succeed(vavl("train", told.resolve("config.yaml"), "--out", told, "--set", "information.licence=BSD"));
    }

    @Test
    void whomAnExtractorWasTrainedOnIsKnownToTheModelOverItsFeatures() throws IOException {
        Path heard = folder.resolve("heard");
        succeed(study.importInto(heard));
        String name = JSON.readTree(succeed(vavl("corpus", "inspect", heard, "--format", "json"))
                        .out())
                .get("name")
                .asText();
        ModelInformation encoder = new ModelInformation(
                "",
                List.of(new ModelInformation.DataSet("speech", "", "CC0")),
                List.of("pl"),
                List.of(),
                List.of(),
                List.of(TrainingSpeakers.of("ab", List.of(name), everySpeaker())));
        ExtractorInformation.writeToCorpus(heard, "acoustic", encoder);
        Path over = folder.resolve("over");
        succeed(vavl("train", SmallStudy.configuration(folder.resolve("study.yaml"), heard), "--out", over));
        assertThat(succeed(vavl("info", over)).out())
                .containsPattern("data set +speech under: CC0")
                .containsPattern("languages +pl")
                .containsPattern("extractor trained on +" + SmallStudy.SPEAKERS + " speakers");
        assertThat(succeed(vavl("evaluate", over, "--corpus", heard)).err())
                .contains("among those that the model was trained on");
        Files.writeString(heard.resolve("vavl-information-acoustic.json"), "{\"format\": \"1\"}");
        CommandRun wrong = vavl("train", folder.resolve("study.yaml"), "--out", folder.resolve("never"));
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("vavl-information-acoustic.json");
    }

    private static List<String> everySpeaker() {
        return IntStream.range(0, SmallStudy.SPEAKERS)
                .mapToObj(speaker -> "speaker" + speaker)
                .toList();
    }

    @Test
    void wrongRisksEndWithTwo() {
        Path out = folder.resolve("never.safetensors");
        for (Object[] wrong : List.of(
                new Object[] {"--corpus", corpus, "--risk", "1"},
                new Object[] {"--corpus", corpus, "--risk", "0"},
                new Object[] {"--corpus", corpus, "--outliers", "1.5"},
                new Object[] {"--predictions", "a.csv", "--risk", "0.3"},
                new Object[] {"--predictions", "a.csv", "--hidden-frames"})) {
            CommandRun refused = vavl(Stream.concat(Stream.of("calibrate", run, "--out", out), Stream.of(wrong))
                    .toArray());
            assertThat(refused.exitCode()).as(List.of(wrong).toString()).isEqualTo(2);
        }
        assertThat(out).doesNotExist();
    }
}
