package org.vavl.cli.predict;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.cli.output.MediaFiles;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import org.vavl.learning.corpus.importer.source.PlannedClip;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.WindowListener;
import org.vavl.recognition.WindowSettings;

/**
 * What {@code --features} gives: of a modality either a file of one clip, or a source of many clips, as {@code vavl corpus import} has them, which knows
 * clips by name.
 */
final class GivenFeatures implements AutoCloseable {
    private final FeatureFiles files;
    private final Map<String, FeatureSource> sources = new LinkedHashMap<>();
    private final CloseUnlessReturned opened = new CloseUnlessReturned();

    /**
     * Opens the sources.
     *
     * @param given by modality: a file's path or a source's specification
     * @throws VavlException if a specification is not understood or names what cannot be opened
     */
    static GivenFeatures open(Map<String, String> given) {
        try (CloseUnlessReturned opening = new CloseUnlessReturned()) {
            GivenFeatures features = opening.add(new GivenFeatures(files(given)), GivenFeatures::close);
            given.forEach((modality, text) -> {
                if (FeatureSources.isSpecification(text)) {
                    FeatureSource source = new FeatureSources(List.of()).open(modality, text);
                    features.sources.put(modality, features.opened.add(source, FeatureSource::close));
                }
            });
            return opening.returned(features);
        }
    }

    private GivenFeatures(FeatureFiles files) {
        this.files = files;
    }

    private static FeatureFiles files(Map<String, String> given) {
        Map<String, Path> files = new LinkedHashMap<>();
        given.forEach((modality, text) -> {
            if (!FeatureSources.isSpecification(text)) {
                files.put(modality, Path.of(text));
            }
        });
        return new FeatureFiles(files);
    }

    /** Files of one clip. */
    FeatureFiles files() {
        return files;
    }

    /**
     * Recognises a clip.
     *
     * @param clip its file is a recording, or its name that of a clip in the sources
     * @param isRecording which of them it is
     * @throws VavlException if it cannot be recognised, or is no recording and no source has features of it
     */
    Recognition recognize(
            Recognizer recognizer,
            MediaFiles.Media clip,
            boolean isRecording,
            WindowSettings windows,
            WindowListener listener) {
        Map<String, FeatureSequence> features = of(clip, recognizer.model().extractors());
        if (isRecording) {
            return features.isEmpty()
                    ? recognizer.recognize(clip.file(), windows, listener)
                    : recognizer.recognize(clip.file(), features, windows, listener);
        }
        if (features.isEmpty()) {
            throw new VavlException(clip.name() + ": no source of --features has features of it");
        }
        return recognizer.recognize(clip.name().toString(), features, windows, listener);
    }

    /**
     * The features of a clip.
     *
     * @param clip its name is that of a recording without ending, and of a recording in a folder also the path in it
     * @param extractors of the model, by modality, for files that do not say what made them
     * @return by modality, without those of which a source has nothing
     * @throws VavlException if they cannot be read, or it is not known how many frames a second there are
     */
    private Map<String, FeatureSequence> of(MediaFiles.Media clip, Map<String, ExtractorId> extractors) {
        Map<String, FeatureSequence> features = new LinkedHashMap<>(files.timed(extractors));
        sources.forEach((modality, source) ->
                source.features(planned(clip)).ifPresent(sequence -> features.put(modality, sequence)));
        return features;
    }

    /** Sources know clips by their keys alone. */
    private static PlannedClip planned(MediaFiles.Media clip) {
        String path = clip.name().toString().replace(File.separatorChar, '/');
        String name = path.substring(path.lastIndexOf('/') + 1);
        ClipEntry any = new ClipEntry("clip", "unknown", new Labels(Map.of(), Map.of()), Map.of(), Map.of());
        return new PlannedClip(any, List.of(path, name));
    }

    @Override
    public void close() {
        opened.close();
    }
}
