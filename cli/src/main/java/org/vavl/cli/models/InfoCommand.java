package org.vavl.cli.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.UnusedOptions;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.ModelFamily;
import org.vavl.nn.ParameterStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl info}. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Describes a model file or a preset: settings and parameters by part, beside the paper's figures."
                + " Without arguments: all presets that fit the modalities.")
public final class InfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN|MODEL",
            description = "A run's folder, a model file, or a file that vavl export wrote.")
    private @Nullable Path file;

    @Option(names = "--model", paramLabel = "NAME", description = "The kind of network; default: ${DEFAULT-VALUE}.")
    private String model = "vavl";

    @Option(names = "--preset", paramLabel = "PRESET", description = "One of the presets of the kind.")
    private @Nullable String preset;

    @Option(
            names = "--modality",
            paramLabel = "NAME=WIDTH",
            description = "A modality that the network is to understand, and its values per frame; may be repeated."
                    + " Default: acoustic=1024 and visual=1408, the paper's features.")
    private Map<String, Integer> widths = new LinkedHashMap<>();

    @Option(
            names = "--classes",
            paramLabel = "NUMBER",
            description = "Classes that the network is to tell apart; default: ${DEFAULT-VALUE}.")
    private int classes = 6;

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    InfoCommand() {}

    private Optional<String> preset() {
        return Optional.ofNullable(preset);
    }

    private Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** A preset in the list of all. */
    private record PresetSize(String model, String preset, long parameters) {}

    @Override
    public Integer call() {
        Optional<Path> modelFile = file();
        Optional<String> named = preset();
        if (modelFile.isPresent()) {
            UnusedOptions.refuse(
                    spec.commandLine(),
                    List.of("--model", "--preset", "--modality", "--classes"),
                    "is of no use here: a model file has its own preset and modalities");
            FileInformation.print(modelFile.get(), output);
        } else if (named.isPresent()) {
            describePreset(named.get());
        } else {
            UnusedOptions.refuse(
                    spec.commandLine(), List.of("--model"), "is for --preset; without it all presets are listed");
            listPresets();
        }
        return ExitCode.OK;
    }

    private void describePreset(String name) {
        ModelFamily family = named("--model", () -> ModelConfigurations.family(model));
        ModelConfiguration settings = named("--preset", () -> ModelConfigurations.preset(family, name));
        try (EmotionModel network = build(settings)) {
            NetworkDescription description = NetworkDescription.ofPreset(network, family, name);
            output.print(description, out -> NetworkText.print(description, out));
        }
    }

    /** An unknown name on the command line is wrong use. */
    private <T> T named(String option, Supplier<T> lookup) {
        try {
            return lookup.get();
        } catch (VavlException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }

    private void listPresets() {
        List<PresetSize> sizes = new ArrayList<>();
        ModelConfigurations.families().forEach(family -> family.presets().forEach((name, settings) -> size(settings)
                .ifPresent(parameters -> sizes.add(new PresetSize(family.name(), name, parameters)))));
        output.print(sizes, out -> {
            out.printf(Locale.ROOT, "%-12s %-16s %14s%n", "model", "preset", "parameters");
            sizes.forEach(size -> out.printf(
                    Locale.ROOT,
                    "%-12s %-16s %14s%n",
                    size.model(),
                    size.preset(),
                    NetworkText.number(size.parameters())));
        });
    }

    /** The number of parameters; empty if the network cannot be built for these modalities. */
    private Optional<Long> size(ModelConfiguration settings) {
        try (EmotionModel network = build(settings)) {
            return Optional.of(NetworkDescription.of(network).parameters().total());
        } catch (VavlException e) {
            return Optional.empty();
        }
    }

    private EmotionModel build(ModelConfiguration settings) {
        return settings.build(modalities(), task(), ParameterStore.shapesOnly());
    }

    private List<Modality> modalities() {
        Map<String, Integer> named = widths.isEmpty() ? paperWidths() : widths;
        try {
            return named.entrySet().stream()
                    .map(entry -> new Modality(entry.getKey(), entry.getValue()))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--modality: " + e.getMessage(), e);
        }
    }

    private static Map<String, Integer> paperWidths() {
        Map<String, Integer> widths = new LinkedHashMap<>();
        widths.put(Modality.ACOUSTIC, 1024);
        widths.put(Modality.VISUAL, 1408);
        return widths;
    }

    private Task task() {
        if (classes < 2 || classes > 1000) {
            throw new ParameterException(
                    spec.commandLine(), "--classes is " + classes + ", and must be from 2 to 1000");
        }
        return new Task.Classification(
                IntStream.rangeClosed(1, classes).mapToObj(c -> "class " + c).toList(), false);
    }
}
