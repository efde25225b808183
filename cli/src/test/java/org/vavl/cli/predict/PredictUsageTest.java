package org.vavl.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.cli.CommandRun;
import org.vavl.features.media.TalkingFace;

class PredictUsageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--device gpu",
                "--precision float8",
                "--window 1 --step 3",
                "--window 0",
                "--step NaN",
                "--face 0",
                "--face nobody",
                "--speech-activity loud",
                "--segments speech --window 2",
                "--format eaf"
            })
    void wrongUseIsSaidOnceBeforeTheModelIsLoaded(String options) {
        List<String> arguments =
                new ArrayList<>(List.of("predict", "--model", "there-is-no-such-model", "one.wav", "other.wav"));
        arguments.addAll(List.of(options.split(" ")));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("vavl predict --help");
        assertThat(run.err()).doesNotContain("there-is-no-such-model");
    }

    /** The built-in model's features hold nothing but speech. */
    @ParameterizedTest
    @ValueSource(strings = {"off", "energy"})
    void otherSoundIsRefusedForAModelOfSpeechAlone(String activity) {
        CommandRun run = CommandRun.of("predict", TalkingFace.CLIP.toString(), "--speech-activity", activity);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("--speech-activity " + activity, "features of speech alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--face 2", "--segments speech", "--speech-activity off"})
    void whatIsForRecordingsIsRefusedForFeatures(String option) {
        List<String> arguments = new ArrayList<>(
                List.of("predict", "--model", "there-is-no-such-model", "--features", "acoustic=a.npy"));
        arguments.addAll(List.of(option.split(" ")));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is for recordings");
    }

    /** Which clip is meant must be said, and once. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--features text=csd:words.csd | --clip names it",
                "--features text=words.npy --clip a | none is given",
                "a.wav --features text=csd:words.csd --clip a | by their own names",
                "a.wav b.wav --features text=words.npy | is of one clip",
                "--features text=csd:words.csd --clip ../a | cannot be the name",
                "--features text=csd:words.csd --clip /a | cannot be the name"
            })
    void featuresAreOfAClipThatIsSaid(String options, String said) {
        List<String> arguments = new ArrayList<>(List.of("predict", "--model", "there-is-no-such-model"));
        arguments.addAll(List.of(options.split(" ")));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(said);
    }
}
