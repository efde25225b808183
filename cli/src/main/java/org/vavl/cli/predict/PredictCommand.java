package org.vavl.cli.predict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.ComputeOptions;
import org.vavl.cli.option.DetectorOptions;
import org.vavl.cli.option.EngineOption;
import org.vavl.cli.option.StoreOptions;
import org.vavl.cli.option.UnusedOptions;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.Failures;
import org.vavl.cli.output.MediaFiles;
import org.vavl.features.Extractors;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.learning.training.run.TrainedRun;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.RecognizerSettings;
import org.vavl.recognition.Segmentation;
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
        description = "Recognises the emotion of recordings, or of clips whose features are given.")
public final class PredictCommand implements Callable<Integer> {
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

    @Mixin
    private FeatureOptions features;

    @Mixin
    private ComputeOptions compute;

    @Mixin
    private EngineOption engine;

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
        if (files.isEmpty() && features.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "recordings or --features are needed");
        }
        // whatever is wrong with the use is said before a model is loaded
        engine.check(model().map(TrainedRun::modelFile).stream().toList(), compute.device());
        WindowSettings asked = windows.windows();
        if (asked.explained() && !output.explains() && report == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    WindowOptions.EXPLAIN + " is for --format text, json or jsonl, or for --report, not for --format "
                            + output.name());
        }
        RecognizerSettings settings = new RecognizerSettings(
                compute.device(),
                compute.precision(),
                new Extractors(new WeightSources(store.store(), extractors)),
                detectors(),
                face.face(),
                speech.speech());
        List<MediaFiles.Media> media = features.clips(spec.commandLine(), files);
        if (files.isEmpty()) {
            refuseForFeatures(asked);
        }
        output.check(spec.commandLine(), media);
        try (GivenFeatures given = features.open();
                Recognizer recognizer = recognizer(settings)) {
            if (!files.isEmpty()) {
                requireUse(recognizer.model());
            }
            return media.isEmpty() ? features(recognizer, given.files(), asked) : all(recognizer, given, media, asked);
        }
    }

    private void refuseForFeatures(WindowSettings asked) {
        if (asked.segmentation() instanceof Segmentation.Utterances) {
            throw new ParameterException(
                    spec.commandLine(), WindowOptions.SEGMENTS + " speech is for recordings, not for --features");
        }
        UnusedOptions.refuse(
                spec.commandLine(),
                List.of(FaceOption.NAME, SpeechOption.NAME, "--detector", "--extractor", DetectorOptions.WEIGHTS),
                "is for recordings, not for --features");
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

    /** Weights that the model does not use would be read by nobody. */
    private void requireUse(ModelDescription described) {
        UsedWeights used = new UsedWeights(spec.commandLine(), described, detector);
        used.requireExtractors(extractors.keySet());
        used.requireDetectors(detectors.given());
        used.requireSpeech(speech.speech());
    }

    private int all(Recognizer recognizer, GivenFeatures given, List<MediaFiles.Media> media, WindowSettings asked) {
        WindowSettings gone = gone(asked);
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
                        Recognition answer = given.recognize(recognizer, one, !files.isEmpty(), gone, window -> {
                            portraits.accept(window);
                            progress.accept(window);
                        });
                        printer.print(one, shown(answer, asked));
                        reports.ifPresent(pages -> pages.add(one, answer, portraits));
                    });
                }));
        reports.ifPresent(ReportPages::end);
        return failures.report(spec.commandLine(), media.size());
    }

    private int features(Recognizer recognizer, FeatureFiles given, WindowSettings asked) {
        MediaFiles.Media clip = given.clip();
        RecognitionPrinter printer = output.printer(spec.commandLine(), recognizer.model(), List.of(clip));
        Recognition answer = given.recognize(recognizer, gone(asked), asked.dividesShortRecordings());
        printer.print(clip, shown(answer, asked));
        report().ifPresent(named -> {
            ReportPages pages =
                    ReportPages.of(named, List.of(clip), recognizer.model().provenance());
            pages.add(clip, answer, new FaceThumbnails());
            pages.end();
        });
        printer.end();
        return 0;
    }

    private boolean showsTime(WindowSettings asked) {
        return output.showsTime() || asked.dividesShortRecordings();
    }

    /** A report has a timeline of short recordings, too. */
    private WindowSettings gone(WindowSettings asked) {
        return showsTime(asked) || report != null ? asked.withTimelineForShortRecordings() : asked;
    }

    /** What is printed does not depend on whether there is a report. */
    private Recognition shown(Recognition answer, WindowSettings asked) {
        boolean hasTime = showsTime(asked) || answer.seconds() > asked.maximumWholeSeconds();
        return hasTime ? answer : answer.withoutTimeline();
    }
}
