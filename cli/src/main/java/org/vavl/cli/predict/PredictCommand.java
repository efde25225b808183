package org.vavl.cli.predict;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.ComputeOptions;
import org.vavl.cli.option.DetectorOptions;
import org.vavl.cli.option.StoreOptions;
import org.vavl.cli.option.UnusedOptions;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.Failures;
import org.vavl.cli.output.MediaFiles;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.Extractors;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.storage.FeatureFolder;
import org.vavl.features.storage.NpyFile;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.RecognizerSettings;
import org.vavl.recognition.WindowSettings;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.output.FaceThumbnails;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl predict}. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Recognises the emotion of recordings, or of a clip whose features are given.")
public final class PredictCommand implements Callable<Integer> {
    private static final double UNKNOWN_FRAME_RATE = 1;
    private static final ExtractorId UNKNOWN = new ExtractorId("unknown", "0");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Sound or video in any format that FFmpeg reads, or folders of it.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "RUN|MODEL",
            description = "A model file or a run's folder; default: the model that comes with Vavl.")
    private @Nullable Path model;

    @Option(
            names = "--features",
            paramLabel = "MODALITY=FILE.npy",
            description =
                    "Features of one clip, frames × values, in place of a recording; may be repeated for other modalities.")
    private Map<String, Path> features = new LinkedHashMap<>();

    @Mixin
    private ComputeOptions compute;

    @Option(
            names = "--extractor",
            paramLabel = "NAME=PATH",
            description =
                    "Where an extractor's weights are, if not in the model store, such as wav2vec2=FOLDER, efficientnet-b2=FILE.onnx,"
                            + " or, for one that is described by a file, its name=FILE.yaml; may be repeated.")
    private Map<String, Path> extractors = new LinkedHashMap<>();

    @Mixin
    private StoreOptions store;

    @Mixin
    private DetectorOptions detectors;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description = "What finds faces, in place of the detector that the model was trained with.")
    private @Nullable String detector;

    @Mixin
    private WindowOptions windows;

    @Mixin
    private FaceOption face;

    @Mixin
    private SpeechOption speech;

    @Mixin
    private RecognitionOutput output;

    @Option(
            names = "--report",
            paramLabel = "FILE.html|DIR",
            description =
                    "Write a page that shows everything: the answer, the timeline, faces, what was missing, the model; of several recordings one page, or in a folder a page each.")
    private @Nullable Path report;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    PredictCommand() {}

    private Optional<Path> report() {
        return Optional.ofNullable(report);
    }

    private Optional<Path> model() {
        return Optional.ofNullable(model);
    }

    @Override
    public Integer call() {
        if (files.isEmpty() == features.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "either recordings or --features are needed");
        }
        // whatever is wrong with the use is said before a model is loaded
        WindowSettings asked = windows.windows();
        RecognizerSettings settings = new RecognizerSettings(
                compute.device(),
                compute.precision(),
                new Extractors(new WeightSources(store.store(), extractors)),
                detectors(),
                face.face(),
                speech.speech());
        if (features.isEmpty()) {
            List<MediaFiles.Media> media = MediaFiles.find(files);
            output.check(spec.commandLine(), media);
            try (Recognizer recognizer = recognizer(settings)) {
                requireUse(recognizer.model());
                return recordings(recognizer, media, asked);
            }
        }
        UnusedOptions.refuse(
                spec.commandLine(),
                List.of(
                        "--window",
                        "--step",
                        WindowOptions.SEGMENTS,
                        FaceOption.NAME,
                        SpeechOption.NAME,
                        "--detector",
                        "--extractor",
                        DetectorOptions.WEIGHTS),
                "is for recordings, not for --features");
        try (Recognizer recognizer = recognizer(settings)) {
            return features(recognizer);
        }
    }

    private FaceDetectors detectors() {
        String name = detector;
        FaceDetectors all = detectors.detectors();
        return name == null ? all : WrongUse.unless(spec.commandLine(), () -> all.preferring(name));
    }

    private Recognizer recognizer(RecognizerSettings settings) {
        return model().map(named -> Recognizer.load(TrainedRun.modelFile(named), settings))
                .orElseGet(() -> Recognizer.builtIn(settings));
    }

    /** Weights of an extractor that the model does not use would be read by nobody. */
    private void requireUse(ModelDescription described) {
        List<String> used = described.extractors().values().stream()
                .map(ExtractorId::name)
                .distinct()
                .toList();
        extractors.keySet().stream()
                .filter(name -> !used.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "--extractor " + name + ": the model does not use it, but " + String.join(" and ", used));
                });
    }

    private int recordings(Recognizer recognizer, List<MediaFiles.Media> media, WindowSettings asked) {
        boolean showsTime = output.showsTime() || asked.dividesShortRecordings();
        WindowSettings gone = showsTime || report != null ? asked.withTimelineForShortRecordings() : asked;
        RecognitionPrinter printer = output.printer(spec.commandLine(), recognizer.model(), media);
        Optional<ReportPages> reports = report().map(
                        named -> ReportPages.of(named, media, recognizer.model().provenance()));
        Failures failures = new Failures();
        RecognitionPrinter.through(
                printer,
                () -> media.forEach(one -> {
                    failures.guard(one.file().toString(), () -> {
                        FaceThumbnails portraits = new FaceThumbnails();
                        RecognitionProgress progress = new RecognitionProgress(
                                one.file(), spec.commandLine().getErr());
                        Recognition answer = recognizer.recognize(one.file(), gone, window -> {
                            portraits.accept(window);
                            progress.accept(window);
                        });
                        boolean hasTime = showsTime || answer.seconds() > asked.maximumWholeSeconds();
                        printer.print(one, hasTime ? answer : answer.withoutTimeline());
                        reports.ifPresent(pages -> pages.add(one, answer, portraits));
                    });
                }));
        reports.ifPresent(ReportPages::end);
        return failures.report(spec.commandLine(), media.size());
    }

    private int features(Recognizer recognizer) {
        Map<String, FeatureSequence> sequences = new LinkedHashMap<>();
        features.forEach((modality, file) -> sequences.put(modality, read(modality, file, recognizer.model())));
        String name =
                String.join(" ", features.values().stream().map(Path::toString).toList());
        Path first = features.values().iterator().next();
        MediaFiles.Media clip = new MediaFiles.Media(first, MediaFiles.withoutEnding(first.getFileName()));
        RecognitionPrinter printer = output.printer(spec.commandLine(), recognizer.model(), List.of(clip));
        Recognition answer = recognizer.recognize(name, sequences);
        printer.print(clip, answer);
        report().ifPresent(named -> {
            ReportPages pages =
                    ReportPages.of(named, List.of(clip), recognizer.model().provenance());
            pages.add(clip, answer, new FaceThumbnails());
            pages.end();
        });
        printer.end();
        return 0;
    }

    /** Features of which neither their folder nor one above it says what made them are taken for those that the model knows. */
    private static FeatureSequence read(String modality, Path file, ModelDescription model) {
        ExtractorId known = model.extractors().getOrDefault(modality, UNKNOWN);
        Path absolute = file.toAbsolutePath();
        return Stream.iterate(absolute.getParent(), Objects::nonNull, Path::getParent)
                .flatMap(folder -> FeatureFolder.read(folder).stream()
                        .map(made -> NpyFile.read(file, made.frameRate(nameIn(folder, absolute)), made.extractor())))
                .findFirst()
                .orElseGet(() -> NpyFile.read(file, UNKNOWN_FRAME_RATE, known));
    }

    private static String nameIn(Path folder, Path file) {
        return MediaFiles.withoutEnding(folder.relativize(file)).toString().replace(File.separatorChar, '/');
    }
}
