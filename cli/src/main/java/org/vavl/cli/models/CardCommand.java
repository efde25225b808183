package org.vavl.cli.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.file.InputFile;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.inference.Provenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vavl card}. */
@Command(
        name = "card",
        mixinStandardHelpOptions = true,
        description =
                "Writes a model with its card: what it was trained on, how well it does, where it fails and what it must not be"
                        + " used for. vavl info and reports of vavl predict show it.")
public final class CardCommand implements Callable<Integer> {
    private static final long LONGEST = 1 << 20;

    @Parameters(index = "0", paramLabel = "RUN|MODEL", description = "A run's folder or a model file.")
    private Path model;

    @Parameters(index = "1", paramLabel = "CARD.md", description = "The card, as Markdown.")
    private Path card;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "MODEL",
            description = "Where the model is written; may be the model itself.")
    private Path out;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CardCommand() {}

    @Override
    public Integer call() {
        String text = read();
        try (TrainedModel trained = ModelFile.read(TrainedRun.modelFile(model), Device.CPU)) {
            ModelFile.write(
                    out, trained.with(new Provenance(trained.provenance().facts(), text)));
        }
        return ExitCode.OK;
    }

    private String read() {
        try {
            if (Files.size(InputFile.refuseDevice(card)) > LONGEST) {
                throw new VavlException(
                        card + " has " + Files.size(card) + " bytes, and must have " + LONGEST + " at most");
            }
            return Files.readString(card);
        } catch (IOException e) {
            throw new VavlException(card + " cannot be read: " + e.getMessage(), e);
        }
    }
}
