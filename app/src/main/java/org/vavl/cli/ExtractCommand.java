package org.vavl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.audio.LogMelExtractor;
import org.vavl.features.FeatureFolder;
import org.vavl.features.NpyFile;
import org.vavl.nn.VavlException;
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
        description = "Extracts acoustic features: for each file a NumPy array of frames × values, NAME.npy,"
                + " and features.json, which says what made them. Frames that are not valid, such as silence, are NaN.")
final class ExtractCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Sound or video in any format that FFmpeg reads, or folders of it.")
    private List<Path> files;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder for the features; made if need be.")
    private Path out;

    @Mixin
    private AcousticOptions acoustic;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ExtractCommand() {}

    @Override
    public Integer call() {
        LogMelExtractor extractor = acoustic.extractor();
        List<MediaFiles.Media> media = MediaFiles.find(files);
        requireDistinct(media);
        FeatureFolder folder = new FeatureFolder(
                extractor.id(), extractor.frameRate(), extractor.settings().columns());
        makeFolder(out);
        folder.write(out);
        Failures failures = new Failures();
        try (Progress progress = Progress.begin(spec.commandLine().getErr(), "extract", 0, media.size())) {
            Parallel.forEach(media, one -> {
                failures.guard(one.file().toString(), () -> extract(extractor, one));
                progress.step();
            });
        }
        return failures.report(spec.commandLine(), media.size());
    }

    private void extract(LogMelExtractor extractor, MediaFiles.Media media) {
        Path target = target(media);
        makeFolder(target.toAbsolutePath().getParent());
        NpyFile.write(target, extractor.extract(media.file()));
    }

    private Path target(MediaFiles.Media media) {
        return out.resolve(media.name() + ".npy");
    }

    private void requireDistinct(List<MediaFiles.Media> media) {
        Map<Path, Path> targets = new HashMap<>();
        for (MediaFiles.Media one : media) {
            Path other = targets.put(target(one), one.file());
            if (other != null) {
                throw new VavlException(other + " and " + one.file() + " would both become " + target(one)
                        + ": extract them into different folders");
            }
        }
    }

    private static void makeFolder(@Nullable Path folder) {
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new VavlException(
                    folder + " cannot be made: "
                            + (Files.exists(folder) ? "a file of that name is there" : e.getMessage()),
                    e);
        }
    }
}
