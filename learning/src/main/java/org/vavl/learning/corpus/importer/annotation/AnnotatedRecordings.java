package org.vavl.learning.corpus.importer.annotation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.core.file.FolderFiles;
import org.vavl.learning.annotation.AnnotationFiles;
import org.vavl.learning.annotation.AnnotationTier;
import org.vavl.learning.annotation.ElanDocument;
import org.vavl.learning.corpus.importer.source.ClipMedia;

/**
 * Recordings with what annotators said of them.
 *
 * @param tiers that are taken, in the order of the files
 * @param media the recordings, by the name that tiers call them
 * @param elanFiles the files that are ELAN's, by the name of their recording
 */
public record AnnotatedRecordings(
        List<AnnotationTier> tiers, Map<String, ClipMedia> media, Map<String, Path> elanFiles) {
    private static final int MOST_SHOWN = 10;

    /** Copies the collections, whose order is kept. */
    public AnnotatedRecordings {
        tiers = List.copyOf(tiers);
        media = new LinkedHashMap<>(media);
        elanFiles = new LinkedHashMap<>(elanFiles);
    }

    /**
     * Reads a file of annotations, or all those in a folder.
     *
     * @param source the file or folder
     * @param wanted the names of the tiers that are taken; none where files have one that has annotations
     * @param folders where recordings are looked for besides
     * @throws VavlException if there are no annotations, or files have several tiers and none is named, or two files are of one recording
     */
    public static AnnotatedRecordings read(Path source, Set<String> wanted, List<Path> folders) {
        boolean isFolder = Files.isDirectory(source);
        List<Path> files = isFolder
                ? FolderFiles.of(source).stream().filter(AnnotationFiles::isOne).toList()
                : List.of(source);
        if (files.isEmpty()) {
            throw new VavlException(source + " has no files of annotations (.eaf, .TextGrid, .csv)");
        }
        Path own = isFolder
                ? source
                : Optional.ofNullable(source.toAbsolutePath().getParent()).orElse(source);
        List<Path> searched = new ArrayList<>(List.of(own));
        searched.addAll(folders);
        RecordingIndex index = new RecordingIndex(searched, isFolder);
        List<AnnotationTier> tiers = new ArrayList<>();
        Map<String, ClipMedia> media = new LinkedHashMap<>();
        Map<String, Path> elan = new LinkedHashMap<>();
        for (Path file : files) {
            List<String> names = List.of();
            List<AnnotationTier> all = AnnotationFiles.read(file);
            if (AnnotationFiles.isElan(file)) {
                names = ElanDocument.read(file).media();
            }
            List<AnnotationTier> taken = taken(file, all, wanted);
            tiers.addAll(taken);
            for (AnnotationTier tier : taken) {
                media.put(tier.recording(), index.find(tier.recording(), names));
                if (AnnotationFiles.isElan(file)) {
                    Path other = elan.put(tier.recording(), file);
                    if (other != null && !other.equals(file)) {
                        throw new VavlException(other + " and " + file + " are of one recording, " + tier.recording()
                                + ": files must have names of their own");
                    }
                }
            }
        }
        if (tiers.isEmpty()) {
            throw new VavlException(source + " has no annotations"
                    + (wanted.isEmpty() ? "" : " in the tiers " + String.join(", ", wanted)));
        }
        return new AnnotatedRecordings(tiers, media, elan);
    }

    /** A table's tiers are its annotators'. */
    private static List<AnnotationTier> taken(Path file, List<AnnotationTier> all, Set<String> wanted) {
        if (!wanted.isEmpty()) {
            return all.stream().filter(tier -> wanted.contains(tier.name())).toList();
        }
        Set<String> names = all.stream().map(AnnotationTier::name).collect(Collectors.toCollection(TreeSet::new));
        if (names.size() > 1) {
            Map<String, String> described = new TreeMap<>();
            all.forEach(tier -> described.put(
                    tier.name(),
                    tier.name() + " (" + tier.annotations().size() + ", such as '"
                            + tier.annotations().get(0).value() + "')"));
            throw new VavlException(file + " has several tiers: --option tiers=NAME says which are taken; it has "
                    + described.values().stream().limit(MOST_SHOWN).collect(Collectors.joining(", ")));
        }
        return all;
    }
}
