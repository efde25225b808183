package org.vavl.cli.serve;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.ComputeOptions;
import org.vavl.cli.option.DetectorOptions;
import org.vavl.cli.option.StoreOptions;
import org.vavl.cli.option.WrongUse;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.features.Extractors;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.media.file.MediaFileNames;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.recognition.FaceChoice;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.RecognizerSettings;
import org.vavl.serve.ServeSettings;
import org.vavl.serve.Server;
import org.vavl.serve.model.Audience;
import org.vavl.serve.model.ServedModel;
import org.vavl.serve.model.ServedModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vavl serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Recognises recordings and live streams that are sent over HTTP, and shows a page for it.")
public final class ServeCommand implements Callable<Integer> {
    private static final String BUILT_IN = "emotion";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "[NAME=]RUN|MODEL",
            description =
                    "A model file or a run's folder, and by which name requests name it; may be repeated, and the first answers those that name none."
                            + " Default: the model that comes with Vavl, as " + BUILT_IN + ".")
    private List<String> models = new ArrayList<>();

    @Mixin
    private AddressOptions address;

    @Mixin
    private LimitOptions limits;

    @Option(
            names = "--use",
            paramLabel = "general|work|school",
            description =
                    "Where the server is used. With work or school emotions are refused: the EU's AI Act prohibits to infer them there.")
    private Audience.Use use = Audience.Use.GENERAL;

    @Option(
            names = "--notice",
            description =
                    "Tell people on the page that their emotions are recognised, as the EU's AI Act asks of who does it.")
    private boolean notice;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "Where uploads lie while they are recognised; default: a folder in the system's temporary one.")
    private Path folder = ServeSettings.defaultFolder();

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description = "Note who asked for what, a JSON value a line; neither queries nor contents are in it.")
    private @Nullable Path accessLog;

    @Mixin
    private ComputeOptions compute;

    @Mixin
    private StoreOptions store;

    @Mixin
    private DetectorOptions detectors;

    @Option(
            names = "--extractor",
            paramLabel = "NAME=PATH",
            description = "Where an extractor's weights are, if not in the model store; may be repeated.")
    private Map<String, Path> extractors = new LinkedHashMap<>();

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ServeCommand() {}

    @Override
    public Integer call() {
        ServeSettings settings = settings();
        RecognizerSettings recognizers = RecognizerSettings.defaults()
                .withDevice(compute.device())
                .withPrecision(compute.precision())
                .withExtractors(new Extractors(new WeightSources(store.store(), extractors)))
                .withDetectors(detectors.detectors())
                .withFace(new FaceChoice.Trained());
        try (Server server = Server.start(open(recognizers), settings)) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("vavl serves " + names() + " at " + server.address() + " until it is stopped (Ctrl-C)");
            err.flush();
            server.awaitEnd();
        } catch (InterruptedException e) {
            // was told to end, and has ended
        }
        return 0;
    }

    private ServeSettings settings() {
        ServeSettings all = address.in(ServeSettings.defaults())
                .with(limits.limits())
                .with(new Audience(use, notice))
                .withFolder(folder);
        return Optional.ofNullable(accessLog).map(all::withAccessLog).orElse(all);
    }

    private String names() {
        return models.isEmpty()
                ? BUILT_IN
                : models.stream().map(ServeCommand::name).collect(Collectors.joining(", "));
    }

    private ServedModels open(RecognizerSettings settings) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            List<ServedModel> served = new ArrayList<>();
            if (models.isEmpty()) {
                served.add(new ServedModel(BUILT_IN, opened.add(Recognizer.builtIn(settings), Recognizer::close)));
            }
            for (String model : models) {
                String name = WrongUse.unless(spec.commandLine(), () -> ServedModel.requireName(name(model)));
                Path file = TrainedRun.modelFile(path(model));
                served.add(new ServedModel(name, opened.add(Recognizer.load(file, settings), Recognizer::close)));
            }
            return opened.returned(new ServedModels(served));
        }
    }

    /** What stands before the first equals sign, if that is no part of a path; else what the file is called. */
    private static String name(String model) {
        int equals = model.indexOf('=');
        int slash = model.indexOf('/');
        return equals > 0 && (slash < 0 || equals < slash)
                ? model.substring(0, equals)
                : MediaFileNames.stem(Path.of(model));
    }

    private static Path path(String model) {
        String name = name(model) + "=";
        return Path.of(model.startsWith(name) ? model.substring(name.length()) : model);
    }
}
