package org.vavl.cli.predict;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vavl.cli.output.MediaFiles;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.storage.FeatureFolder;
import org.vavl.features.storage.NpyFile;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.WindowListener;
import org.vavl.recognition.WindowSettings;

/**
 * Features of one clip, in a file for each modality.
 *
 * @param files by modality
 */
record FeatureFiles(Map<String, Path> files) {
    private static final double UNKNOWN_FRAME_RATE = 1;
    private static final ExtractorId UNKNOWN = new ExtractorId("unknown", "0");

    /** What the recognition is called. */
    String name() {
        return files.values().stream().map(Path::toString).collect(Collectors.joining(" "));
    }

    /** What files that are written are called after. */
    MediaFiles.Media clip() {
        Path first = files.values().iterator().next();
        return new MediaFiles.Media(first, MediaFiles.withoutEnding(first.getFileName()));
    }

    /**
     * Recognises them: in windows, as recordings are, if it is known of all how many frames a second they have, and else as a whole.
     *
     * @param windows how they are gone through
     * @param isAsked whether the user asks for windows
     * @throws VavlException if they cannot be read, or the user asks for windows or an explanation and no file says how long a frame is
     */
    Recognition recognize(Recognizer recognizer, WindowSettings windows, boolean isAsked) {
        Map<String, FeatureSequence> sequences = new LinkedHashMap<>();
        Optional<Path> untimed = Optional.empty();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Optional<FeatureSequence> made = read(file.getValue());
            untimed = made.isEmpty() ? Optional.of(file.getValue()) : untimed;
            ExtractorId known = recognizer.model().extractors().getOrDefault(file.getKey(), UNKNOWN);
            sequences.put(
                    file.getKey(), made.orElseGet(() -> NpyFile.read(file.getValue(), UNKNOWN_FRAME_RATE, known)));
        }
        if (untimed.isEmpty()) {
            return recognizer.recognize(name(), sequences, windows, WindowListener.NONE);
        }
        if (isAsked || windows.explained()) {
            throw new VavlException(
                    untimed.get()
                            + ": cannot be gone through in time: no folder above it says how many frames a second it has (vavl extract writes that)");
        }
        return recognizer.recognize(name(), sequences);
    }

    /**
     * The features, of which it is known what time they are of.
     *
     * @param extractors of the model, by modality, for a vector alone that does not say what made it
     * @throws VavlException if they cannot be read, or have several frames and nothing says how many there are a second
     */
    Map<String, FeatureSequence> timed(Map<String, ExtractorId> extractors) {
        Map<String, FeatureSequence> sequences = new LinkedHashMap<>();
        files.forEach((modality, file) -> {
            FeatureSequence features = read(file).orElseGet(() -> {
                ExtractorId known = extractors.getOrDefault(modality, UNKNOWN);
                FeatureSequence untimed = NpyFile.read(file, UNKNOWN_FRAME_RATE, known);
                if (untimed.frames() > 1) {
                    throw new VavlException(
                            file + " has " + untimed.frames()
                                    + " frames, and no folder above it says how many a second there are; npy:FOLDER,frameRate=N does");
                }
                return untimed;
            });
            sequences.put(modality, features);
        });
        return sequences;
    }

    /** Empty if neither their folder nor one above it says what made them; then they are taken for those that the model knows. */
    private static Optional<FeatureSequence> read(Path file) {
        Path absolute = file.toAbsolutePath();
        return Stream.iterate(absolute.getParent(), Objects::nonNull, Path::getParent)
                .flatMap(folder -> FeatureFolder.read(folder).stream()
                        .map(made -> NpyFile.read(file, made.frameRate(nameIn(folder, absolute)), made.extractor())))
                .findFirst();
    }

    private static String nameIn(Path folder, Path file) {
        return MediaFiles.withoutEnding(folder.relativize(file)).toString().replace(File.separatorChar, '/');
    }
}
