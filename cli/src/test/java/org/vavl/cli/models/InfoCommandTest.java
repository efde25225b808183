package org.vavl.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vavl.cli.CommandRun;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.Provenance;

class InfoCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static JsonNode json(String... arguments) throws IOException {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return JSON.readTree(run.out());
    }

    @Test
    void thePaperPresetHasThePaperSNumberOfParameters() throws IOException {
        JsonNode paper = json("info", "--preset", "paper", "--format", "json");
        assertThat(paper.at("/parameters/total").doubleValue()).isCloseTo(54.4e6, within(0.01 * 54.4e6));
        long sum = 0;
        for (JsonNode part : paper.at("/parameters/parts")) {
            sum += part.longValue();
        }
        assertThat(sum).isEqualTo(paper.at("/parameters/total").longValue());
    }

    @Test
    void thePublishedFiguresStandBesideOurs() throws IOException {
        JsonNode figures =
                json("info", "--preset", "paper-86m", "--format", "json").at("/published/figures");
        Map<String, JsonNode> byName = figures.valueStream()
                .collect(Collectors.toMap(row -> row.get("name").textValue(), row -> row));
        assertThat(byName.get("total").get("published").longValue()).isEqualTo(86_000_000);
        assertThat(byName.get("temporal convolutions").get("here").doubleValue())
                .isCloseTo(650e3, within(20e3));
        assertThat(byName.get("acoustic head").get("here").doubleValue()).isCloseTo(390e3, within(10e3));
        assertThat(byName.get("reconstruction").get("here").doubleValue()).isCloseTo(1.4e6, within(20e3));
        assertThat(json("info", "--preset", "tiny", "--format", "json").has("published"))
                .isFalse();
    }

    @Test
    void widthsAndClassesChangeTheSize() throws IOException {
        JsonNode one = json("info", "--preset", "tiny", "--modality", "eeg=10", "--classes", "3", "--format", "json");
        assertThat(one.at("/parameters/parts").fieldNames())
                .toIterable()
                .contains("eeg.encoder")
                .doesNotContain("joint");
        assertThat(one.at("/task/labels")).hasSize(3);
    }

    @Test
    void withoutArgumentsAllPresetsAreListed() throws IOException {
        JsonNode all = json("info", "--format", "json");
        assertThat(all.findValuesAsText("model")).contains("mult", "unimodal", "vavl");
        assertThat(all.findValuesAsText("preset")).contains("tiny", "small", "paper", "paper-86m");
        assertThat(CommandRun.of("info").out().lines()).anyMatch(line -> line.matches("vavl +paper +54,375,314"));
    }

    @Test
    void aKindOfNetworkWithoutItsPresetIsRefused() {
        CommandRun refused = CommandRun.of("info", "--model", "mult");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--model is for --preset");
    }

    @Test
    void networksThatDoNotFitTheModalitiesAreNotListed() throws IOException {
        assertThat(json("info", "--modality", "eeg=10", "--format", "json").findValuesAsText("model"))
                .contains("vavl", "unimodal")
                .doesNotContain("mult");
    }

    @Test
    void aModelFileSaysWhatItIs() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Modality eeg = new Modality("eeg", 2);
        Task task = new Task.Classification(List.of("calm", "tense"), false);
        try (TrainedModel model = new TrainedModel(
                ModelConfigurations.preset(ModelConfigurations.family("vavl"), "tiny")
                        .build(List.of(eeg), task, ParameterStore.initialised(Device.CPU, 1)),
                Map.of(eeg, new FeatureStatistics(new float[2], new float[] {1, 1})),
                Map.of("eeg", new ExtractorId("bands", "1")),
                new Provenance(Map.of("seed", "1"), "For a test."))) {
            ModelFile.write(file, model);
        }
        JsonNode description = json("info", file.toString(), "--format", "json");
        assertThat(description.at("/task/labels/1").textValue()).isEqualTo("tense");
        assertThat(description.at("/extractors/eeg/name").textValue()).isEqualTo("bands");
        assertThat(description.at("/provenance/facts/seed").textValue()).isEqualTo("1");
        assertThat(CommandRun.of("info", file.toString()).out())
                .contains("calm, tense")
                .contains("For a test.")
                .contains("bands 1");
    }

    @Test
    void aFileThatIsNoModelIsOneLineAndExitCode1() throws IOException {
        Path none = folder.resolve("none.safetensors");
        Path text = Files.writeString(folder.resolve("text.safetensors"), "This is not a model.");
        Path huge = Files.write(folder.resolve("huge.safetensors"), new byte[] {0, 0, 0, 0, 0, 1, 0, 0, '{'});
        for (Path file : List.of(none, text, huge, folder)) {
            CommandRun run = CommandRun.of("info", file.toString(), "--format", "json");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("vavl: ").contains(file.toString()).hasLineCount(1);
            assertThat(run.err()).doesNotContain("fault of Vavl");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--preset papr | --preset: preset 'papr' of model 'vavl' is not known: did you mean 'paper'?",
                "--model val --preset paper | --model: model 'val' is not known: did you mean 'vavl'?",
                "--preset paper --classes 1 | --classes is 1",
                "--preset paper --modality x=0 | --modality: modality x has width 0",
                "file --preset paper | a model file has its own preset",
            })
    void wrongUseIsExitCode2(String arguments, String message) {
        CommandRun run = CommandRun.of(("info " + arguments).split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }
}
