package org.vavl.learning.corpus.importer.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vavl.core.Seeds;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;

/** Features that are extracted of media: of the clips' own, or of those in a folder whose names without ending are the clips' keys. */
final class MediaSource implements FeatureSource {
    private static final int FOLDERS_DEEP = 8;

    private final MediaExtractor extractor;
    private final Map<String, Path> files;

    /** Of the clips' own media. */
    MediaSource(MediaExtractor extractor) {
        this.extractor = extractor;
        this.files = Map.of();
    }

    /** Of media in a folder and its folders. */
    MediaSource(MediaExtractor extractor, Path folder) {
        this.extractor = extractor;
        this.files = index(folder);
    }

    @Override
    public Optional<FeatureSequence> features(PlannedClip clip) {
        Optional<Path> named =
                clip.keys().stream().filter(files::containsKey).map(files::get).findFirst();
        Optional<Path> media = named.isPresent() || !files.isEmpty()
                ? named
                : clip.media().stream().findFirst();
        return media.map(file -> clip.copy() == 0
                ? extractor.extract(file)
                : extractor.extractAugmented(file, Seeds.derive(0, clip.id(), clip.copy())));
    }

    private static Map<String, Path> index(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new VavlException(folder + (Files.exists(folder) ? " is not a folder" : " does not exist"));
        }
        Map<String, Path> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder, FOLDERS_DEEP)) {
            // Sorted, so that of several files of a name it is always the same one that counts.
            all.filter(Files::isRegularFile).sorted().forEach(file -> {
                String name = String.valueOf(file.getFileName());
                files.putIfAbsent(name, file);
                files.putIfAbsent(ConsensusTables.stem(name), file);
            });
        } catch (IOException | UncheckedIOException e) {
            throw new VavlException(folder + " cannot be read: " + e.getMessage(), e);
        }
        if (files.isEmpty()) {
            throw new VavlException(folder + " has no files");
        }
        return files;
    }
}
