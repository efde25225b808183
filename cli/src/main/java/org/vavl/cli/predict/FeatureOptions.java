package org.vavl.cli.predict;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.cli.output.MediaFiles;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that give features of clips, in place of recordings or beside them. */
final class FeatureOptions {
    private static final String CLIP = "--clip";

    @Option(
            names = "--features",
            paramLabel = "MODALITY=FILE.npy|SOURCE",
            description = {
                "Features of one clip, frames × values, in place of a recording, or of modalities beside it; may be repeated for other modalities."
                        + " Long ones go in windows, as recordings do.",
                "A SOURCE has those of many clips, as vavl corpus import takes it: npy:FOLDER,frameRate=N, table:FILE|FOLDER, csd:FILE, corpus:FOLDER,"
                        + " parquet:FOLDER. It is asked for the recording's name without ending, or for --clip."
            })
    private Map<String, String> features = new LinkedHashMap<>();

    @Option(
            names = CLIP,
            paramLabel = "NAME",
            description =
                    "A clip in the sources of --features that is answered for, where there is no recording; may be repeated.")
    private List<String> clips = new ArrayList<>();

    /** Filled by picocli. */
    FeatureOptions() {}

    /** Whether there are none. */
    boolean isEmpty() {
        return features.isEmpty();
    }

    /** Opens what is given; see {@link GivenFeatures#open}. */
    GivenFeatures open() {
        return GivenFeatures.open(features);
    }

    /**
     * The clips that are answered for.
     *
     * @param recordings that are named; with none, the clips of {@code --clip}
     * @return empty if the features are in files of one clip
     * @throws ParameterException if it is not said which clip is meant, or said twice
     */
    List<MediaFiles.Media> clips(CommandLine command, List<Path> recordings) {
        Optional<String> source = features.values().stream()
                .filter(FeatureSources::isSpecification)
                .findFirst();
        if (!clips.isEmpty() && (!recordings.isEmpty() || source.isEmpty())) {
            throw new ParameterException(
                    command,
                    CLIP + " names clips in sources of --features, such as csd:FILE"
                            + (recordings.isEmpty() ? ", and none is given" : "; recordings go by their own names"));
        }
        if (recordings.isEmpty() && clips.isEmpty() && source.isPresent()) {
            throw new ParameterException(
                    command, "which clip of " + source.get() + "? " + CLIP + " names it, or a recording does");
        }
        List<MediaFiles.Media> media = recordings.isEmpty() ? named(command) : MediaFiles.find(recordings);
        requireFitting(command, media.size());
        return media;
    }

    private List<MediaFiles.Media> named(CommandLine command) {
        return clips.stream()
                .map(name -> new MediaFiles.Media(path(command, name), path(command, name)))
                .toList();
    }

    /** Outputs are called after it, so that it must stay below their folder. */
    private static Path path(CommandLine command, String name) {
        try {
            Path path = Path.of(name);
            if (!name.isBlank() && !path.isAbsolute() && path.equals(path.normalize()) && !path.startsWith("..")) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Said below, as for names that lead out of a folder.
        }
        throw new ParameterException(command, CLIP + " '" + name + "' cannot be the name of a clip");
    }

    private void requireFitting(CommandLine command, int clipsThere) {
        features.values().stream()
                .filter(given -> clipsThere > 1 && !FeatureSources.isSpecification(given))
                .findFirst()
                .ifPresent(file -> {
                    throw new ParameterException(
                            command,
                            "--features " + file + " is of one clip, and there are " + clipsThere
                                    + "; npy:FOLDER has a file for each");
                });
    }
}
