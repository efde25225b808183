package org.vavl.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.Task;

class ConfigurationReaderTest {
    private static final Study DEFAULTS = new Study(
            Path.of("corpora/one"),
            new Task.Classification(List.of("sad", "happy"), false),
            new Fitting(20, 5e-5, true, Schedule.HALF_COSINE),
            new Range(0, 1),
            Optional.empty(),
            Map.of("acoustic", 1.0));

    @TempDir
    Path folder;

    enum Schedule {
        CONSTANT,
        HALF_COSINE
    }

    record Fitting(int epochs, double learningRate, boolean shuffle, Schedule schedule) {
        Fitting {
            if (epochs < 1) {
                throw new IllegalArgumentException("epochs is " + epochs + ", and must be 1 or more");
            }
            if (!(learningRate > 0)) {
                throw new IllegalArgumentException("learningRate is " + learningRate + ", and must be above 0");
            }
        }
    }

    record Range(double minimum, double maximum) {
        Range {
            if (!(minimum < maximum)) {
                throw new IllegalArgumentException(minimum + " to " + maximum + " is empty");
            }
        }

        static Range defaults() {
            return new Range(-1, 1);
        }
    }

    record Study(
            Path corpus, Task task, Fitting training, Range range, Optional<Range> clip, Map<String, Double> weights) {}

    private static Study read(String yaml) {
        return ConfigurationReader.standard().read(YamlTree.parse(yaml, "test"), DEFAULTS);
    }

    private static List<String> problems(String yaml) {
        ConfigurationException thrown = catchThrowableOfType(ConfigurationException.class, () -> read(yaml));
        assertThat(thrown).as("a problem with %s", yaml).isNotNull();
        return thrown.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void anEmptyFileIsTheDefaults() {
        assertThat(read("")).isEqualTo(DEFAULTS);
        assertThat(read("# nothing\n")).isEqualTo(DEFAULTS);
    }

    @Test
    void whatIsSaidIsLaidOverTheDefaults() {
        Study study = read("""
                corpus: corpora/two
                task: {type: classification, labels: [01, no, 2.50], softLabels: true}
                training: {epochs: 3, learningRate: 5e-6, schedule: constant}
                clip: {maximum: 4}
                weights: {visual: 0.5}
                """);
        assertThat(study.corpus()).isEqualTo(Path.of("corpora/two"));
        assertThat(study.task()).isEqualTo(new Task.Classification(List.of("01", "no", "2.50"), true));
        assertThat(study.training()).isEqualTo(new Fitting(3, 5e-6, true, Schedule.CONSTANT));
        assertThat(study.range()).isEqualTo(DEFAULTS.range());
        assertThat(study.clip()).contains(new Range(-1, 4));
        assertThat(study.weights()).isEqualTo(Map.of("visual", 0.5));
    }

    @Test
    void zeroHasNoSign() {
        for (String zero : List.of("0", "-0", "-0.0", "-1e-999", "1e-999")) {
            assertThat(read("weights: {visual: " + zero + "}").weights()).isEqualTo(Map.of("visual", 0.0));
        }
    }

    @Test
    void aSectionOfAnInterfaceKeepsOrChangesItsType() {
        assertThat(read("task: {softLabels: true}").task())
                .isEqualTo(new Task.Classification(List.of("sad", "happy"), true));
        assertThat(read("task: {type: regression, attributes: [{name: arousal, minimum: 1, maximum: 5}]}")
                        .task())
                .isEqualTo(new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5))));
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        assertThat(problems("""
                corpus: [a]
                task: {type: regresion}
                training: {epoch: 5, epochs: 0, learningRate: -1, shuffle: 'perhaps', schedule: linear}
                range: 7
                weights: {acoustic: heavy}
                """))
                .containsExactlyInAnyOrder(
                        "corpus is [\"a\"], and must be a path",
                        "task.type is 'regresion', and must be one of classification, regression",
                        "unknown key 'training.epoch': did you mean 'epochs'?",
                        "training.epochs is 0, and must be 1 or more",
                        "training.learningRate is -1.0, and must be above 0",
                        "training.shuffle is 'perhaps', and must be true or false",
                        "training.schedule is 'linear', and must be one of constant, half-cosine",
                        "range is '7', and must be a section with the keys minimum, maximum",
                        "weights.acoustic is 'heavy', and must be a number");
    }

    @Test
    void valuesThatAreRightOnlyTogetherAreTakenTogether() {
        assertThat(read("range: {minimum: 5, maximum: 9}").range()).isEqualTo(new Range(5, 9));
        assertThat(problems("range: {minimum: 5}")).containsExactly("range.minimum: 5.0 to 1.0 is empty");
    }

    @Test
    void aSectionWithoutDefaultsNeedsAllItsKeys() {
        assertThat(problems("task: {type: regression, attributes: [{name: arousal}]}"))
                .containsExactly("task.attributes[0].minimum is missing", "task.attributes[0].maximum is missing");
        assertThat(problems("task: {type: regression, attributes: []}"))
                .containsExactly("task: regression of []: needs at least 1 different names, none of them blank");
    }

    @Test
    void aKeyWithoutAValueIsAProblemUnlessItIsOptional() {
        assertThat(problems("training: {epochs: }"))
                .containsExactly(
                        "training.epochs has no value, and must be a whole number from -2147483648 to 2147483647");
        assertThat(read("clip:").clip()).isEmpty();
    }

    @Test
    void numbersThatCannotBeHeldAreProblems() {
        for (String epochs :
                List.of("2147483648", "1.5", "1e3", "0x10", "'five'", "99999999999999999999999", "1_000")) {
            assertThat(problems("training: {epochs: " + epochs + "}")).hasSize(1);
        }
        for (String rate : List.of(".nan", ".inf", "NaN", "Infinity", "1e999", "1d", "0x1p3", "1e99999999999")) {
            assertThat(problems("training: {learningRate: " + rate + "}")).hasSize(1);
        }
        for (String rate : List.of("5e-5", "5.0E-5", "0.00005", "'5e-5'")) {
            assertThat(read("training: {learningRate: " + rate + "}").training().learningRate())
                    .isEqualTo(5e-5);
        }
    }

    @Test
    void assignmentsAreLaidOverTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("study.yaml"), "training: {epochs: 3}\n");
        Study study = ConfigurationReader.standard()
                .read(file, List.of("training.epochs=4", "range.maximum=3", "task.labels=[x, y=z]"), DEFAULTS);
        assertThat(study.training().epochs()).isEqualTo(4);
        assertThat(study.range().maximum()).isEqualTo(3);
        assertThat(study.task().outputNames()).containsExactly("x", "y=z");
        assertThatThrownBy(() -> ConfigurationReader.standard().read(file, List.of("training.epoch=4"), DEFAULTS))
                .hasMessageContaining("unknown key 'training.epoch': did you mean 'epochs'?");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Study study = new Study(
                Path.of("a: b/#c"),
                new Task.Classification(List.of("1", "true", "null", "a, b", " - ", "ärger", "~", "1e3"), true),
                new Fitting(1, Double.MIN_VALUE, false, Schedule.CONSTANT),
                new Range(-1e300, 1e-300),
                Optional.of(new Range(2, 3)),
                Map.of("a b", 1.5, "c", -0.25));
        String yaml = ConfigurationWriter.standard().toYaml(study);
        assertThat(read(yaml)).as(yaml).isEqualTo(study);
    }

    @Test
    void randomTextIsReadOrRefusedButNeverBreaksTheReader() {
        long seed = 20260101;
        Random random = new Random(seed);
        String alphabet = "corpus:task{}[],&*!'\"\n\t -?|>%@`#\\~0123eE.=é\u0000\uFEFF";
        for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                read(text.toString());
            } catch (org.vavl.core.VavlException expected) {
                assertThat(expected.getMessage())
                        .as("seed %d, round %d", seed, round)
                        .isNotBlank();
            }
        }
    }

    @Test
    void problemsOfAFileBeginWithItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("study.yaml"), "training: {epochs: 0}\nrnge: 1\n");
        assertThatThrownBy(() -> ConfigurationReader.standard().read(file, List.of(), DEFAULTS))
                .hasMessage(file + ": unknown key 'rnge': did you mean 'range'?\n" + file
                        + ": training.epochs is 0, and must be 1 or more");
    }
}
