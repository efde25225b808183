package org.vavl.cli.extract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.vavl.cli.option.AcousticOptions;
import org.vavl.cli.option.ExtractionDevice;
import org.vavl.cli.option.StoreOptions;
import org.vavl.cli.option.VisualOptions;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.Closing;
import org.vavl.cli.output.Failures;
import org.vavl.cli.output.MediaFiles;
import org.vavl.cli.output.Parallel;
import org.vavl.core.clip.Modality;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.audio.SoundLevel;
import org.vavl.features.vision.VisualFrontEnd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl extract}. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description =
                "Extracts acoustic features, visual ones with --visual, or both with --acoustic and --visual (then into"
                        + " the folders acoustic and visual): for each file a NumPy array of frames × values, NAME.npy, and"
                        + " features.json, which says what made them. Frames that are not valid, such as silence or those without a"
                        + " face, are NaN. What is there already is left as it is, so that a run that was interrupted goes on.")
public final class ExtractCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Sound, video or pictures in any format that FFmpeg reads, or folders of sound and video.")
    private List<Path> files;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder for the features; made if need be.")
    private Path out;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ExtractionDevice device;

    @Mixin
    private AcousticOptions acoustic;

    @Mixin
    private VisualOptions visual;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExtractCommand() {}

    @Override
    public Integer call() {
        device.check();
        visual.check();
        WrongUse.unlessFolder(spec.commandLine(), "--out", out);
        List<MediaFiles.Media> media = MediaFiles.find(files);
        Extractors extractors = device.on(store.extractors());
        Optional<VisualFrontEnd> faces = visual.open(extractors);
        try (Closing closing = new Closing()) {
            faces.ifPresent(face -> closing.add(face::close));
            Optional<AcousticExtractor> sound = Optional.empty();
            if (acoustic.isRequested() || faces.isEmpty()) {
                AcousticExtractor opened = acoustic.extractor(extractors);
                closing.add(opened::close);
                sound = Optional.of(opened);
            }
            device.requireUsed(Stream.concat(
                            sound.stream().map(AcousticExtractor::device),
                            faces.stream().map(VisualFrontEnd::device))
                    .toList());
            List<FeatureOutput> outputs = outputs(sound, faces);
            outputs.forEach(output -> closing.add(output.lock()::close));
            outputs.forEach(output -> output.require(media));
            return extract(media, outputs);
        }
    }

    /** One kind of features lies in the folder itself, two in a folder each. */
    private List<FeatureOutput> outputs(Optional<AcousticExtractor> sound, Optional<VisualFrontEnd> faces) {
        boolean both = sound.isPresent() && faces.isPresent();
        List<FeatureOutput> outputs = new ArrayList<>();
        sound.ifPresent(extractor -> {
            Path folder = both ? out.resolve(Modality.ACOUSTIC) : out;
            outputs.add(new FeatureOutput(folder, extractor.id(), extractor.columns(), (media, progress) -> {
                SoundLevel.requireAudible(media);
                return extractor.extract(media, progress);
            }));
        });
        faces.ifPresent(face -> {
            Path folder = both ? out.resolve(Modality.VISUAL) : out;
            outputs.add(new FeatureOutput(folder, face.id(), face.extractor().columns(), face::extract));
        });
        return outputs;
    }

    /** Sound and pictures of a file are worked on side by side, as different files are. */
    private int extract(List<MediaFiles.Media> media, List<FeatureOutput> outputs) {
        List<ExtractionTask> tasks = media.stream()
                .flatMap(one -> outputs.stream().map(output -> new ExtractionTask(one, output)))
                .toList();
        Failures failures = new Failures();
        try (ExtractionProgress progress =
                new ExtractionProgress(spec.commandLine().getErr(), tasks)) {
            Parallel.forEach(tasks, task -> {
                failures.guard(task.media().file().toString(), () -> task.run(share -> progress.at(task, share)));
                progress.at(task, 1);
            });
        }
        return failures.report(spec.commandLine(), media.size());
    }
}
