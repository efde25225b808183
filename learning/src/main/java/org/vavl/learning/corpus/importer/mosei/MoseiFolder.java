package org.vavl.learning.corpus.importer.mosei;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.csd.ComputationalSequence;
import org.vavl.learning.corpus.importer.source.CsdSource;
import org.vavl.learning.corpus.importer.source.FeatureSource;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import org.vavl.learning.corpus.importer.source.Named;
import org.vavl.learning.corpus.importer.source.PlannedClip;

/**
 * A folder with the computational sequences that CMU's SDK downloads, or has aligned and written. Segments are the intervals of the file
 * of labels, features those of COVAREP and FACET (or, where there is none, of openSMILE and OpenFace), and of words if asked for, cut by time, and a
 * segment's part is its video's. Nothing is matched by a segment's number in another source.
 */
public final class MoseiFolder {
    private static final int FOLDERS_DEEP = 5;
    private static final List<String> LABELS = List.of("label");
    private static final String TEXT = "text";
    private static final Map<String, List<String>> FEATURES = Map.of(
            Modality.ACOUSTIC,
            List.of("covarep", "opensmile"),
            Modality.VISUAL,
            List.of("facet", "openface"),
            TEXT,
            List.of("glove", "wordvector", "bert"));

    private final Path folder;
    private final List<Path> files;
    private final Map<Path, String> sequences = new LinkedHashMap<>();

    /**
     * Looks what is in a folder.
     *
     * @throws VavlException if it cannot be read, or a computational sequence in it
     */
    public MoseiFolder(Path folder) {
        this.folder = folder;
        this.files = files(folder);
        for (Path file : files) {
            if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csd")) {
                try (ComputationalSequence sequence = new ComputationalSequence(file)) {
                    sequences.put(file, (sequence.name() + " " + file.getFileName()).toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder, FOLDERS_DEEP)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new VavlException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether there are computational sequences in it. */
    public boolean hasSequences() {
        return !sequences.isEmpty();
    }

    /** The files whose name has an ending, such as {@code .pkl}. */
    public List<Path> withEnding(String ending) {
        return files.stream()
                .filter(file -> String.valueOf(file.getFileName()).endsWith(ending))
                .toList();
    }

    /** The file that tells the videos' parts, if there is one. */
    public Optional<Path> splits() {
        return MoseiSplits.find(files);
    }

    /**
     * The plan of what is there.
     *
     * @param modalities of which there must be features; empty for acoustic and visual ones, as far as they are there
     * @throws VavlException if there are no labels, or several files of them, or one is damaged, or one is not there that must be
     */
    public ImportPlan plan(MoseiCorpus.LabelSet labels, Optional<Path> splits, List<String> modalities) {
        Path labelFile = one(LABELS)
                .orElseThrow(() -> new VavlException(folder
                        + " has no CMU_MOSEI_Labels.csd, whose intervals say when each segment is: segments' numbers in other files"
                        + " do not; put it beside "
                        + sequences.keySet().iterator().next().getFileName()));
        Map<String, Path> features = new LinkedHashMap<>();
        List<String> wanted = modalities.isEmpty() ? List.of(Modality.ACOUSTIC, Modality.VISUAL) : modalities;
        Stream.of(Modality.ACOUSTIC, Modality.VISUAL, TEXT)
                .filter(wanted::contains)
                .forEach(modality -> {
                    List<String> kinds = FEATURES.getOrDefault(modality, List.of());
                    Optional<Path> file = one(kinds);
                    if (file.isEmpty() && !modalities.isEmpty()) {
                        throw new VavlException(folder + " has no .csd file of " + modality + " features: "
                                + String.join(" or ", kinds) + " in the name of the sequence or the file");
                    }
                    file.ifPresent(found -> features.put(modality, found));
                });
        return plan(labelFile, labels, splits, features);
    }

    /** The plan of a file of labels alone. */
    public static ImportPlan plan(Path labelFile, MoseiCorpus.LabelSet labels, Optional<Path> splits) {
        return plan(labelFile, labels, splits, Map.of());
    }

    private static ImportPlan plan(
            Path labelFile, MoseiCorpus.LabelSet labelSet, Optional<Path> splits, Map<String, Path> features) {
        MoseiLabels labels;
        try (ComputationalSequence sequence = new ComputationalSequence(labelFile)) {
            labels = new MoseiLabels(sequence);
        }
        List<String> unmatched = new ArrayList<>();
        Map<String, Part> parts = splits.map(MoseiSplits::read).orElse(Map.of());
        List<PlannedClip> clips = labels.clips(parts, labelSet.task(), unmatched);
        if (splits.isPresent()) {
            List<String> withoutPart = new ArrayList<>();
            labels.videos().forEach(video -> {
                if (!parts.containsKey(video)) {
                    withoutPart.add(video);
                }
            });
            note(
                    unmatched,
                    withoutPart,
                    "videos are in no part of " + splits.get().getFileName());
            note(
                    unmatched,
                    strangers(labels, parts.keySet()),
                    "videos of " + splits.get().getFileName() + " have no labels");
        } else {
            unmatched.add(
                    "no file tells which part a video is in: sentiment.csv or splits.csv (video, split) or the SDK's"
                            + " cmu_mosei_std_folds.py in the folder, or --option splits=FILE");
        }
        return MoseiCorpus.plan(labelSet, clips, open(features, labels, unmatched), unmatched);
    }

    private static Map<String, FeatureSource> open(
            Map<String, Path> features, MoseiLabels labels, List<String> unmatched) {
        Map<String, FeatureSource> sources = new LinkedHashMap<>();
        try {
            features.forEach((modality, file) -> {
                CsdSource source = CsdSource.of(file);
                sources.put(modality, source);
                note(
                        unmatched,
                        strangers(labels, source.recordings()),
                        "videos of " + file.getFileName() + " have no labels");
            });
            return sources;
        } catch (RuntimeException e) {
            sources.values().forEach(FeatureSource::close);
            throw e;
        }
    }

    private static List<String> strangers(MoseiLabels labels, Iterable<String> videos) {
        List<String> strangers = new ArrayList<>();
        videos.forEach(video -> {
            if (!labels.hasVideo(video)) {
                strangers.add(video);
            }
        });
        return strangers.stream().sorted().toList();
    }

    private static void note(List<String> notes, List<String> names, String what) {
        if (!names.isEmpty()) {
            notes.add(Named.some(names, what));
        }
    }

    /** The file of the first kind of which there is one, by the sequence's name or the file's. */
    private Optional<Path> one(List<String> kinds) {
        for (String kind : kinds) {
            List<Path> fitting = sequences.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(kind))
                    .map(Map.Entry::getKey)
                    .toList();
            if (fitting.size() > 1) {
                throw new VavlException(folder + " has several files of " + kind + ", and must have one: "
                        + String.join(", ", fitting.stream().map(Path::toString).toList()));
            }
            if (fitting.size() == 1) {
                return Optional.of(fitting.get(0));
            }
        }
        return Optional.empty();
    }
}
