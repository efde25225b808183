package org.vavl.learning.corpus.importer.source;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.Seeds;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.file.FolderFiles;
import org.vavl.features.media.file.MediaFileNames;

/**
 * Features that are extracted of media: of the clips' own, or of those in a folder whose names, with or without ending, are the clips'
 * keys. A clip of whose own media none has sound, or pictures, lacks that modality; a file that a folder has for it must have them.
 */
final class MediaSource implements FeatureSource {
    private final MediaExtractor extractor;
    private final Map<String, Path> files;
    private final SegmentFeatures segments;

    /** Of the clips' own media. */
    MediaSource(MediaExtractor extractor) {
        this(extractor, Map.of());
    }

    /** Of media in a folder and its folders. */
    MediaSource(MediaExtractor extractor, Path folder) {
        this(extractor, index(folder, extractor.modality()));
    }

    private MediaSource(MediaExtractor extractor, Map<String, Path> files) {
        this.extractor = extractor;
        this.files = files;
        this.segments = new SegmentFeatures(extractor);
    }

    @Override
    public void prepare(List<PlannedClip> clips) {
        if (files.isEmpty()) {
            segments.prepare(clips);
        }
    }

    @Override
    public void close() {
        segments.close();
    }

    @Override
    public Optional<FeatureSequence> features(PlannedClip clip) {
        if (files.isEmpty() && clip.media().segment().isPresent()) {
            return segments.take(clip);
        }
        return media(clip)
                .map(file -> clip.copy() == 0
                        ? extractor.extract(file)
                        : extractor.extractAugmented(file, Seeds.derive(0, clip.id(), clip.copy())));
    }

    private Optional<Path> media(PlannedClip clip) {
        if (!files.isEmpty()) {
            return clip.keys().stream()
                    .filter(files::containsKey)
                    .map(files::get)
                    .findFirst();
        }
        return clip.media().of(extractor.modality()).stream()
                .filter(extractor::isIn)
                .findFirst();
    }

    /** Sorted, so that of several files of a name it is always the same one that counts, and one of the right kind if there is one. */
    private static Map<String, Path> index(Path folder, String modality) {
        Map<String, Path> files = new HashMap<>();
        List<Path> found = FolderFiles.of(folder).stream()
                .sorted(Comparator.comparing(file -> !isOfKind(file, modality)))
                .toList();
        for (Path file : found) {
            files.putIfAbsent(String.valueOf(file.getFileName()), file);
            files.putIfAbsent(MediaFileNames.stem(file), file);
        }
        if (files.isEmpty()) {
            throw new VavlException(folder + " has no files");
        }
        return files;
    }

    private static boolean isOfKind(Path file, String modality) {
        return modality.equals(Modality.VISUAL) ? MediaFileNames.isVideo(file) : MediaFileNames.isSound(file);
    }
}
