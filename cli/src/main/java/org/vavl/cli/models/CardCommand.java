package org.vavl.cli.models;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.configuration.ConfigurationException;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.YamlTree;
import org.vavl.core.file.InputFile;
import org.vavl.learning.training.run.InformationSettings;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TrainedModel;
import org.vavl.recognition.inference.Provenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl card}. */
@Command(
        name = "card",
        mixinStandardHelpOptions = true,
        description =
                "Prints a model's card, with licence, data sets, languages and uses; or writes the model with another card: what it was trained"
                        + " on, how well it does, where it fails and what it must not be used for. vavl info and reports of vavl predict show it.")
public final class CardCommand implements Callable<Integer> {
    private static final long LONGEST = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN|MODEL", description = "A run's folder or a model file.")
    private Path model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "CARD.md", description = "The new card, as Markdown.")
    private @Nullable Path card;

    @Option(
            names = "--information",
            paramLabel = "FILE.yaml",
            description =
                    "licence, dataSets (name, source, licence), languages, intendedUses and excludedUses that the model is to have in place of its own.")
    private @Nullable Path information;

    @Option(
            names = "--out",
            paramLabel = "MODEL",
            description = "Where the model is written; may be the model itself. Without, the card is printed.")
    private @Nullable Path out;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CardCommand() {}

    private Optional<Path> card() {
        return Optional.ofNullable(card);
    }

    private Optional<Path> information() {
        return Optional.ofNullable(information);
    }

    private Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    @Override
    public Integer call() {
        boolean isNew = card().isPresent() || information().isPresent();
        if (isNew != out().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    isNew
                            ? "--out is missing: where is the model to be written with that?"
                            : "--out needs CARD.md or --information, which the model is to be written with");
        }
        Optional<String> text = card().map(CardCommand::read);
        Optional<InformationSettings> settings = information().map(CardCommand::settings);
        try (TrainedModel trained = ModelFile.read(TrainedRun.modelFile(model), Device.CPU)) {
            Provenance changed = settings.map(InformationSettings::information)
                    .map(said -> trained.provenance()
                            .with(trained.provenance().information().under(said)))
                    .orElse(trained.provenance());
            Provenance whole = text.map(changed::withCard).orElse(changed);
            out().ifPresentOrElse(file -> ModelFile.write(file, trained.with(whole)), () -> print(whole));
        }
        return ExitCode.OK;
    }

    private void print(Provenance provenance) {
        PrintWriter out = spec.commandLine().getOut();
        for (String part : List.of(
                provenance.card().strip(),
                InformationText.markdown(provenance.information()).strip())) {
            if (!part.isEmpty()) {
                out.println(part);
                out.println();
            }
        }
        out.flush();
    }

    private static InformationSettings settings(Path file) {
        try {
            return ConfigurationReader.standard().read(YamlTree.read(file), InformationSettings.class);
        } catch (ConfigurationException e) {
            throw e.in(file.toString());
        }
    }

    private static String read(Path card) {
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
