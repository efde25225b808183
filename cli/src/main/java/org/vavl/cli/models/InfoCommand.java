package org.vavl.cli.models;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.UnusedOptions;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.learning.confidence.ConfidenceSummary;
import org.vavl.learning.confidence.ConfidenceText;
import org.vavl.learning.fusion.FusionText;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.ModelFamily;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.ModelFileCheck;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.FusionState;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.metadata.ModelMetadata;
import org.vavl.recognition.onnx.ExportedFile;
import org.vavl.recognition.onnx.ExportedModel;
import org.vavl.recognition.onnx.OnnxLayout;
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

    @Parameters(arity = "0..1", paramLabel = "RUN|MODEL", description = "A run's folder or a model file.")
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

    /** A model file as {@code --format json} prints it. */
    private record FileDescription(
            @JsonUnwrapped NetworkDescription network,
            Map<String, ExtractorId> extractors,
            List<FusionState> fusion,
            Calibration calibration,
            ConfidenceSummary confidence,
            @JsonIgnore List<String> unsure,
            InformationText.Summary information,
            @JsonIgnore List<Map.Entry<String, String>> informationLines,
            Origin provenance) {
        static FileDescription of(NetworkDescription network, ModelDescription model) {
            ModelInformation information = model.provenance().information();
            return new FileDescription(
                    network,
                    model.extractors(),
                    model.fusion().allStates(),
                    model.calibration(),
                    ConfidenceSummary.of(model.confidence()),
                    ConfidenceText.rules(model.confidence()),
                    InformationText.Summary.of(information),
                    InformationText.lines(information),
                    new Origin(model.provenance().facts(), model.provenance().card()));
        }
    }

    /** Where a model comes from, as facts and as its card. */
    private record Origin(Map<String, String> facts, String card) {}

    /** An exported model as {@code --format json} prints it. */
    private record ExportDescription(@JsonUnwrapped FileDescription file, OnnxLayout onnx) {}

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
            describeFile(modelFile.get());
        } else if (named.isPresent()) {
            describePreset(named.get());
        } else {
            UnusedOptions.refuse(
                    spec.commandLine(), List.of("--model"), "is for --preset; without it all presets are listed");
            listPresets();
        }
        return ExitCode.OK;
    }

    private void describeFile(Path path) {
        if (ExportedFile.isOne(path)) {
            describeExport(path);
            return;
        }
        try (TrainedModel trained = ModelFile.read(TrainedRun.modelFile(path), Device.CPU)) {
            NetworkDescription network = NetworkDescription.of(trained.network());
            FileDescription description = FileDescription.of(network, trained.description());
            output.print(description, out -> print(description, out));
        }
    }

    private void describeExport(Path path) {
        ExportedModel exported = ExportedModel.read(path);
        ModelMetadata metadata = exported.metadata();
        try (EmotionModel network = ModelFileCheck.shapes(path, metadata)) {
            OnnxLayout layout = exported.layout();
            FileDescription file = FileDescription.of(NetworkDescription.of(network), exported.description());
            output.print(new ExportDescription(file, layout), out -> {
                out.printf(
                        Locale.ROOT,
                        "%-28s operators of version %d, weights in %s%n",
                        "ONNX",
                        layout.operators(),
                        layout.weights());
                print(file, out);
            });
        }
    }

    private static void print(FileDescription file, PrintWriter out) {
        NetworkText.print(file.network(), out);
        out.println();
        file.extractors()
                .forEach((name, extractor) -> out.printf(
                        Locale.ROOT, "%-28s %s %s%n", "extractor " + name, extractor.name(), extractor.version()));
        FusionText.weights(file.fusion())
                .lines()
                .forEach(line -> out.printf(Locale.ROOT, "%-28s %s%n", "fusion", line));
        file.calibration()
                .temperatures()
                .forEach((head, scaling) ->
                        out.printf(Locale.ROOT, "%-28s %.3f%n", "temperature " + head, scaling.temperature()));
        file.calibration()
                .states()
                .forEach(state -> out.printf(
                        Locale.ROOT,
                        "%-28s %s with %s%n",
                        "temperature " + state.head(),
                        ConfidenceText.temperature(state),
                        state.modalities().stream().sorted().collect(Collectors.joining(" and "))));
        file.unsure().forEach(line -> out.printf(Locale.ROOT, "%-28s %s%n", "not sure", line));
        file.informationLines().forEach(line -> out.printf(Locale.ROOT, "%-28s %s%n", line.getKey(), line.getValue()));
        file.provenance().facts().forEach((name, value) -> out.printf(Locale.ROOT, "%-28s %s%n", name, value));
        out.printf(Locale.ROOT, "%n%s%n", file.provenance().card());
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
