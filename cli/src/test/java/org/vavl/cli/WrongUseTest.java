package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every command says once what is wrong with how it is used, ends with 2, and does so before it loads or writes anything: models, corpora and
 * recordings of these lines are not there.
 */
class WrongUseTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("run.yaml"), "corpus: no-corpus\n");
        Files.writeString(folder.resolve("some.wav"), "no sound");
        Files.writeString(folder.resolve("file"), "in the way");
    }

    private CommandRun run(String line) {
        return CommandRun.of(Stream.of(line.split(" "))
                .map(word -> word.replace("DIR", folder.toString()))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "predict --model no-model DIR/some.wav --device gpu | device",
                "predict --model no-model DIR/some.wav --device cuda:-1 | device",
                "predict --model no-model DIR/some.wav --precision float8 | precision",
                "predict --model no-model DIR/some.wav --explain --format csv | --explain",
                "predict --model no-model DIR/some.wav --window 1 --step 3 | step",
                "predict --model no-model DIR/some.wav --window 1e9 | window",
                "predict --model no-model DIR/some.wav --face -1 | face",
                "predict --model no-model DIR/some.wav --format xml | --format",
                "predict --model no-model DIR/some.wav --features text=csd:a.csd --clip a | --clip",
                "predict --model no-model | --features",
                "predict --model no-model DIR/some.wav --detector-weights nobody=DIR/file | nobody",
                "evaluate no-model --corpus no-corpus --device gpu | device",
                "extract DIR/some.wav --out DIR/x --device gpu | device",
                "corpus import csv no.csv --out DIR/x --device gpu | device",
                "evaluate no-model --corpus no-corpus --precision float8 | precision",
                "evaluate no-model --corpus no-corpus --batch-size 0 | --batch-size",
                "evaluate no-model --corpus no-corpus --batch-size many | --batch-size",
                "evaluate no-model --corpus no-corpus --split half | --split",
                "evaluate no-model --corpus no-corpus --out DIR/file | --out",
                "calibrate no-model --out DIR/x | --corpus",
                "calibrate no-model --out DIR/x --corpus no-corpus --predictions no.csv | --predictions",
                "export no-model --out DIR/x.onnx --extractor whisper=no.onnx | --extractors",
                "calibrate no-model --out DIR/x --predictions no.csv --split test | --split",
                "calibrate no-model --out DIR/x --corpus no-corpus --split half | --split",
                "extract DIR/some.wav --out DIR/x --acoustic nobody | nobody",
                "extract DIR/some.wav --out DIR/x --acoustic logMel.bands=0 | logMel.bands",
                "extract DIR/some.wav --out DIR/x --acoustic loudness=3 | loudness",
                "extract DIR/some.wav --out DIR/x --visual nobody | nobody",
                "extract DIR/some.wav --out DIR/x --visual face-hog --detector nobody | nobody",
                "extract DIR/some.wav --out DIR/x --visual face-hog --face 0 | face",
                "extract DIR/some.wav --out DIR/x --visual face-hog --face-interval -1 | face-interval",
                "extract DIR/some.wav --out DIR/x --visual face-hog --face-interval NaN | face-interval",
                "extract DIR/some.wav --out DIR/x --face 2 | face",
                "extract DIR/some.wav --out DIR/file | --out",
                "corpus import nobody DIR --out DIR/x | nobody",
                "corpus import csv no.csv --out DIR/x --copies -1 | --copies",
                "corpus import csv no.csv --out DIR/x --copies 1000000 | --copies",
                "corpus import csv no.csv --out DIR/x --tracks 0 | --tracks",
                "corpus import csv no.csv --out DIR/x --features acoustic | --features",
                "corpus import csv no.csv --out DIR/x --features acoustic=nose:DIR | nose",
                "corpus import csv no.csv --out DIR/x --features acoustic=npy | acoustic",
                "corpus import ravdess no-corpus --out DIR/x --modality smell | smell",
                "corpus import csv no.csv --out DIR/x --option colour=blue | colour",
                "corpus import csv no.csv --out DIR/x --storage FLOAT8 | --storage",
                "corpus import csv no.csv --out DIR/x --face 0 | face",
                "corpus import csv no.csv --out DIR/x --detector nobody | nobody",
                "corpus import csv no.csv --out DIR/file | --out",
                "corpus pair DIR/run.yaml --out DIR/file | --out",
                "init no-folder --speaker ( | speaker",
                "train DIR/run.yaml --out DIR/file | --out",
                "train DIR/run.yaml --out DIR/x --set training.epochs | --set",
                "train DIR/run.yaml --out DIR/x --processes 0 | --processes",
                "train DIR/run.yaml --out DIR/x --rank 1 | --rendezvous",
                "train DIR/run.yaml --out DIR/x --rendezvous node --rank 0 --world-size 2 | HOST:PORT",
                "finetune DIR/run.yaml --out DIR/file | --out",
                "finetune DIR/run.yaml --out DIR/x --set training.epochs | --set",
                "experiment table DIR/run.yaml --out DIR/x --parallel 0 | --parallel",
                "experiment table DIR/run.yaml --out DIR/x --parallel -2 | --parallel",
                "experiment ablation DIR/run.yaml --out DIR/x --parallel 0 | --parallel",
                "experiment masking DIR/run.yaml --out DIR/x --set trials | --set",
                "experiment embedding DIR/run.yaml --out DIR/file | --out",
                "experiment complexity DIR/run.yaml --out DIR/x --repetitions 0 | --repetitions",
                "info --model nobody --preset tiny | nobody",
                "info --preset nobody | nobody",
                "info --classes 0 --preset tiny | --classes",
                "info --classes 1000000 --preset tiny | --classes",
                "info --modality acoustic=-1 --preset tiny | --modality",
                "info --modality acoustic --preset tiny | --modality",
                "info no-model --preset tiny | --preset",
                "models pull nobody | nobody",
                "models add nobody DIR | nobody",
                "models verify nobody | nobody",
                "card no-model --out DIR/x no-card.md --format xml | --format",
                "demo --out DIR/file | --out",
                "doctor --format xml | --format",
                "completion fish | fish"
            })
    void wrongUseIsSaidOnceAndEndsWith2BeforeAnythingIsLoaded(String line, String named) {
        CommandRun run = run(line);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(named).contains("--help");
        assertThat(run.err()).doesNotContain("no-model", "no-corpus");
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("x")).doesNotExist();
    }
}
