package org.vavl.learning.corpus.importer.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.learning.corpus.folder.CorpusDescription;

/**
 * A corpus that is to be: everything but the features.
 *
 * @param description of the corpus as a whole
 * @param clips in the order that the corpus will have
 * @param sources where features come from, by modality, unless the user names others
 * @param warnings what about the labels could mislead, a sentence each
 * @param attachments files that the corpus keeps as they are, by the path that they will have in its folder
 */
public record ImportPlan(
        CorpusDescription description,
        List<PlannedClip> clips,
        Map<String, FeatureSource> sources,
        List<String> warnings,
        Map<String, Path> attachments) {
    /** Copies lists and map. */
    public ImportPlan {
        clips = List.copyOf(clips);
        sources = new LinkedHashMap<>(sources);
        warnings = List.copyOf(warnings);
        attachments = new LinkedHashMap<>(attachments);
    }

    /** A plan of which nothing is kept as it is. */
    public ImportPlan(
            CorpusDescription description,
            List<PlannedClip> clips,
            Map<String, FeatureSource> sources,
            List<String> warnings) {
        this(description, clips, sources, warnings, Map.of());
    }

    /** A plan of which nothing could mislead. */
    public ImportPlan(CorpusDescription description, List<PlannedClip> clips, Map<String, FeatureSource> sources) {
        this(description, clips, sources, List.of());
    }

    /**
     * The same with augmented copies of every clip behind it, for training: other voices, rooms, noise, microphones and levels.
     *
     * @param number of copies of each clip
     * @throws VavlException if there are some to be, and clips are segments of long recordings
     */
    public ImportPlan withCopies(int number) {
        if (number > 0 && clips.stream().anyMatch(clip -> clip.media().segment().isPresent())) {
            throw new VavlException(description.name()
                    + ": copies are made of whole recordings, and its clips are segments of longer ones");
        }
        List<PlannedClip> all = new ArrayList<>();
        for (PlannedClip clip : clips) {
            all.add(clip);
            IntStream.rangeClosed(1, number).forEach(copy -> all.add(clip.copy(copy)));
        }
        return new ImportPlan(description, all, sources, warnings, attachments);
    }

    /**
     * The same with what an extractor makes of its clips' face images, in place of the pictures.
     *
     * @param faces stays open as long as the plan is carried out
     * @param mostFrames 1 for the pictures as they are; else the most frames of the short tracks that are made of them, as if a video
     *     had shown each face
     * @throws VavlException if the clips have no pictures of their own
     */
    public ImportPlan describing(VisualFrontEnd faces, int mostFrames) {
        FeatureSource pictures = sources.get(Modality.VISUAL);
        if (pictures == null) {
            throw new VavlException(description.name() + " has no pictures of its own, of which tracks could be made");
        }
        Map<String, FeatureSource> described = new LinkedHashMap<>(sources);
        described.put(Modality.VISUAL, new PictureTrackSource(pictures, faces.extractor(), faces.id(), mostFrames));
        return new ImportPlan(description, clips, described, warnings, attachments);
    }

    /** A plan that says nothing of features. */
    public ImportPlan(CorpusDescription description, List<PlannedClip> clips) {
        this(description, clips, Map.of(), List.of());
    }

    /** The same with features of some modalities alone; the plan's sources of others are closed. */
    public ImportPlan only(Set<String> modalities) {
        Map<String, FeatureSource> kept = new LinkedHashMap<>(sources);
        sources.forEach((modality, source) -> {
            if (!modalities.contains(modality)) {
                kept.remove(modality);
                source.close();
            }
        });
        return new ImportPlan(description, clips, kept, warnings, attachments);
    }

    /** The same with warnings. */
    public ImportPlan warning(List<String> of) {
        return new ImportPlan(description, clips, sources, of, attachments);
    }

    /** The same with files that the corpus keeps. */
    public ImportPlan keeping(Map<String, Path> files) {
        return new ImportPlan(description, clips, sources, warnings, files);
    }

    /** How many clips have media that should have what a modality's features are made of. */
    public int promising(String modality) {
        return (int) clips.stream()
                .filter(clip -> modality.equals(Modality.VISUAL)
                        ? clip.media().promisesPictures()
                        : !clip.media().of(modality).isEmpty())
                .count();
    }

    boolean promises(String modality) {
        return promising(modality) > 0;
    }
}
