package org.vavl.learning.corpus.importer.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vavl.core.clip.Modality;
import org.vavl.features.media.file.MediaFileNames;
import org.vavl.learning.corpus.csd.TimeSpan;

/**
 * A clip's recordings, as far as an importer knows them; a video may be both.
 *
 * @param sound what its voice is taken from, the best first
 * @param pictures what its face is taken from, the best first
 * @param segment the part of them that the clip is; empty for all
 */
public record ClipMedia(List<Path> sound, List<Path> pictures, Optional<TimeSpan> segment) {
    /** Copies the lists. */
    public ClipMedia {
        sound = List.copyOf(sound);
        pictures = List.copyOf(pictures);
    }

    /** Recordings of which the clip is the whole. */
    public ClipMedia(List<Path> sound, List<Path> pictures) {
        this(sound, pictures, Optional.empty());
    }

    /** The same of which the clip is a part. */
    public ClipMedia part(TimeSpan span) {
        return new ClipMedia(sound, pictures, Optional.of(span));
    }

    /** Recordings of which it is not known what is in them. */
    public static ClipMedia of(List<Path> recordings) {
        return new ClipMedia(recordings, recordings);
    }

    /** No recordings. */
    public static ClipMedia none() {
        return new ClipMedia(List.of(), List.of());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return sound.isEmpty() && pictures.isEmpty();
    }

    /** Whether there should be pictures, by the name of a file. */
    public boolean promisesPictures() {
        return pictures.stream().anyMatch(file -> MediaFileNames.isVideo(file) || MediaFileNames.isPicture(file));
    }

    /** What the features of a modality can be made of, the best first; nothing for one that is neither voice nor face. */
    public List<Path> of(String modality) {
        return switch (modality) {
            case Modality.ACOUSTIC -> sound;
            case Modality.VISUAL -> pictures;
            default -> List.of();
        };
    }

    /** All of them, each once. */
    public List<Path> all() {
        return Stream.concat(sound.stream(), pictures.stream()).distinct().toList();
    }
}
