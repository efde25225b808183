package org.vavl.learning.corpus.folder;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.file.InputFile;
import org.vavl.core.file.TemporaryFolder;
import org.vavl.learning.corpus.folder.CorpusHeader.ModalityHeader;
import org.vavl.learning.corpus.folder.ModalityWriter.ShardRule;

/**
 * Writes a corpus to a folder, clip after clip, holding one clip's features in memory at a time.
 *
 * <pre>{@code
 * try (CorpusWriter writer = CorpusWriter.create(folder, description, List.of("acoustic", "visual"))) {
 *     writer.add(clip, Map.of("acoustic", features));
 *     writer.commit();
 * }
 * }</pre>
 *
 * <p>The folder is there only after {@link #commit}; without it, nothing is left behind. What a killed process leaves behind is
 * named {@code .NAME.XXXXXXXX.partial}.
 */
public final class CorpusWriter implements AutoCloseable {
    /** How large a file of features gets before the next one is begun, in bytes. */
    public static final long SHARD_BYTES = 512L << 20;

    static final String CLIPS = "clips.csv";
    static final String FEATURES = "features";

    private final Path target;
    private final Path partial;
    private final CorpusDescription description;
    private final Map<String, ModalityWriter> modalities = new LinkedHashMap<>();
    private final List<ClipEntry> clips = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Map<String, String>> cells = new HashMap<>();

    private final List<Path> madeFolders;
    private boolean committed;

    private CorpusWriter(
            Path target,
            Path partial,
            List<Path> madeFolders,
            CorpusDescription description,
            List<String> modalities,
            ShardRule shards) {
        this.target = target;
        this.madeFolders = madeFolders;
        this.partial = partial;
        this.description = description;
        modalities.forEach(name -> this.modalities.put(name, new ModalityWriter(name, partial, shards)));
    }

    /** Begins a corpus that stores features as they are. See {@link #create(Path, CorpusDescription, List, FeatureStorage)}. */
    public static CorpusWriter create(Path folder, CorpusDescription description, List<String> modalities) {
        return create(folder, description, modalities, FeatureStorage.FLOAT32);
    }

    /**
     * Begins a corpus.
     *
     * @param folder where it will be: nothing may be there, or an empty folder
     * @param description of the corpus as a whole
     * @param modalities that clips may have, in the order that the corpus will keep; those that no clip has are left out
     * @param storage how features lie on disk
     * @throws VavlException if something is there, or no folder can be made there
     */
    public static CorpusWriter create(
            Path folder, CorpusDescription description, List<String> modalities, FeatureStorage storage) {
        return create(folder, description, modalities, storage, SHARD_BYTES);
    }

    static CorpusWriter create(
            Path folder,
            CorpusDescription description,
            List<String> modalities,
            FeatureStorage storage,
            long shardBytes) {
        Path target = folder.toAbsolutePath().normalize();
        requireNothingThere(folder, target);
        String unique = UUID.randomUUID().toString().substring(0, 8);
        Path partial = target.resolveSibling("." + target.getFileName() + "." + unique + ".partial");
        List<Path> missing = Stream.iterate(
                        partial.getParent(), above -> above != null && !Files.exists(above), Path::getParent)
                .toList();
        try {
            Files.createDirectories(partial.resolve(FEATURES));
        } catch (IOException e) {
            throw new VavlException(folder + " cannot be made: " + e, e);
        }
        return new CorpusWriter(
                target,
                partial,
                missing,
                description,
                modalities,
                new ShardRule(description.name(), storage, shardBytes));
    }

    private static void requireNothingThere(Path folder, Path target) {
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> inside = Files.isDirectory(target) ? Files.list(target) : Stream.of(target)) {
            if (inside.findAny().isPresent()) {
                throw new VavlException(folder + " exists already: name another folder, or remove it first");
            }
        } catch (IOException e) {
            throw new VavlException(folder + " cannot be read: " + e, e);
        }
    }

    /**
     * Adds a clip. If the clip is not as it must be, it is not in the corpus, and others can still be added; if it cannot be written, the
     * corpus cannot be committed any more.
     *
     * @param clip what is known of it
     * @param features by modality; values of frames that are not valid are stored as 0
     * @throws VavlException if the id is in the corpus already, the labels do not fit the corpus's task, the features are not as
     *     wide as those before or come from another extractor, have no valid frame or hold something other than finite numbers in
     *     one, or if they cannot be written
     */
    public void add(ClipEntry clip, Map<String, FeatureSequence> features) {
        if (ids.contains(clip.id())) {
            throw new VavlException("clip id " + clip.id() + " is there twice, and must be there once");
        }
        try {
            CheckedLabels.require(description.task(), clip.labels());
        } catch (VavlException e) {
            throw new VavlException("clip " + clip.id() + ": " + e.getMessage(), e);
        }
        features.forEach((name, sequence) -> modality(name).require(clip.id(), sequence));
        Map<String, String> row = new HashMap<>();
        try {
            for (Map.Entry<String, FeatureSequence> entry : features.entrySet()) {
                modality(entry.getKey()).add(clip.id(), entry.getValue(), row);
            }
        } catch (IOException e) {
            throw new VavlException(target + " cannot be written: " + e, e);
        }
        ids.add(clip.id());
        clips.add(clip);
        cells.put(clip.id(), row);
    }

    /**
     * Keeps a file as it is beside the corpus's own.
     *
     * @param name the path that it will have in the corpus's folder
     * @param file what is kept
     * @throws VavlException if it cannot be read or written, or the path leaves the folder
     */
    public void attach(String name, Path file) {
        Path copy = FolderPaths.resolve(partial, name);
        InputFile.require(file);
        try {
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        } catch (IOException e) {
            throw new VavlException(file + " cannot be kept in " + target + ": " + e, e);
        }
    }

    private ModalityWriter modality(String name) {
        ModalityWriter modality = modalities.get(name);
        if (modality == null) {
            throw new IllegalArgumentException(
                    "modality " + name + " is not one of the corpus's: " + modalities.keySet());
        }
        return modality;
    }

    /** How many clips were added. */
    public int clips() {
        return clips.size();
    }

    /**
     * Makes the corpus whole and gives it its name.
     *
     * @throws VavlException if no clip was added, no clip has features, or it cannot be written
     */
    public void commit() {
        if (clips.isEmpty()) {
            throw new VavlException("corpus " + description.name() + " has no clips, and must have at least one");
        }
        List<ModalityHeader> present = modalities.values().stream()
                .flatMap(modality -> modality.header().stream())
                .toList();
        if (present.isEmpty()) {
            throw new VavlException("corpus " + description.name() + " has no clip with features");
        }
        try {
            for (ModalityWriter modality : modalities.values()) {
                modality.finishShard();
            }
            ClipTable.write(partial.resolve(CLIPS), clips, cells);
            CorpusHeader.of(description, present).write(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            committed = true;
        } catch (IOException e) {
            throw new VavlException(target + " cannot be written: " + e, e);
        }
    }

    /** Removes what was written, and the folders that were made for it, unless it was committed. */
    @Override
    public void close() {
        try {
            for (ModalityWriter modality : modalities.values()) {
                modality.close();
            }
            new TemporaryFolder(partial).close();
            for (Path folder : committed ? List.<Path>of() : madeFolders) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            // Somebody else has put something there in the meantime.
        } catch (IOException e) {
            throw new VavlException(partial + " cannot be removed: " + e, e);
        }
    }
}
