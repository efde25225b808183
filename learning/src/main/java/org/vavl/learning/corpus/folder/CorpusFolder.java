package org.vavl.learning.corpus.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.CorpusDigest;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.CorpusHeader.ModalityHeader;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.inference.ModelInformation.DataSet;

/**
 * A corpus in a folder, as {@link CorpusWriter} makes it or a person by hand:
 *
 * <ul>
 *   <li>{@code corpus.yaml}: {@code format: 1}, {@code name}, {@code task}, {@code modalities} (each with {@code name},
 *       {@code width}, {@code frameRate}, {@code extractor}), {@code source}, {@code licence}, {@code notes}; in format 1 a task's
 *       {@code softLabels} is false unless given, and every other version is refused;
 *   <li>{@code clips.csv}: the clips, see {@link ClipTable}, and for each modality a column {@code features:MODALITY} with the
 *       file that holds the clip's features, a path inside the folder; nothing where the clip lacks the modality;
 *   <li>features as safetensors files, with tensors {@code values/MODALITY/ID} (T×D, floating-point) and, unless all frames are
 *       valid, {@code valid/MODALITY/ID} (T, BOOL or U8), or as one {@code .npy} file a clip. Without a column
 *       {@code features:MODALITY} it is {@code features/MODALITY/ID.npy}.
 * </ul>
 *
 * <p>Opening reads the labels and the headers of the safetensors files; features are mapped into memory and read when they are
 * asked for. They are checked then, so that whoever gets them has finite numbers in every valid frame, and one such frame at
 * least.
 */
public final class CorpusFolder implements Corpus {
    private final CorpusHeader header;
    private final List<Clip> clips;
    private final Map<String, Map<String, Part>> partitions;
    private final FeatureFiles files;
    private final Supplier<String> digest = CorpusDigest.memoised(this);

    private CorpusFolder(
            CorpusHeader header, List<Clip> clips, Map<String, Map<String, Part>> partitions, FeatureFiles files) {
        this.header = header;
        this.clips = List.copyOf(clips);
        this.partitions = partitions;
        this.files = files;
    }

    /**
     * Opens a corpus.
     *
     * @throws VavlException if a file is missing or cannot be read, a clip is there twice, labels do not fit the corpus's task,
     *     features are not of their modality's width, or a path leaves the folder
     */
    public static CorpusFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new VavlException(folder + (Files.exists(folder) ? " is not a folder" : " does not exist"));
        }
        CorpusHeader header = CorpusHeader.read(folder);
        Path table = folder.resolve(CorpusWriter.CLIPS);
        List<ClipTable.Row> rows = ClipTable.read(table, Set.of(ClipTable.FEATURES, ClipTable.FRAME_RATE));
        FeatureFiles files = new FeatureFiles(folder);
        try {
            return read(header, rows, files);
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private static CorpusFolder read(CorpusHeader header, List<ClipTable.Row> rows, FeatureFiles files) {
        requireKnownModalities(header, rows.get(0));
        List<Clip> clips = new ArrayList<>();
        Map<String, Map<String, Part>> partitions = new TreeMap<>();
        for (ClipTable.Row row : rows) {
            ClipEntry entry = row.clip();
            try {
                CheckedLabels.require(header.task(), entry.labels());
                clips.add(new Clip(
                        entry.id(), entry.speaker(), entry.labels(), entry.traits(), features(header, row, files)));
            } catch (VavlException e) {
                throw new VavlException(
                        row.cells().file() + ", line " + row.cells().line() + ", clip " + entry.id() + ": "
                                + e.getMessage(),
                        e);
            }
            entry.partitions().forEach((name, part) -> partitions
                    .computeIfAbsent(name, key -> new LinkedHashMap<>())
                    .put(entry.id(), part));
        }
        partitions.replaceAll((name, parts) -> Collections.unmodifiableMap(parts));
        return new CorpusFolder(header, clips, Collections.unmodifiableMap(partitions), files);
    }

    private static void requireKnownModalities(CorpusHeader header, ClipTable.Row row) {
        List<String> names =
                header.modalities().stream().map(ModalityHeader::name).toList();
        for (String column : row.cells().cells().keySet()) {
            for (String start : List.of(ClipTable.FEATURES, ClipTable.FRAME_RATE)) {
                if (column.startsWith(start) && !names.contains(column.substring(start.length()))) {
                    throw new VavlException(row.cells().file() + " has a column '" + column
                            + "', and the corpus has the modalities " + String.join(", ", names));
                }
            }
        }
    }

    private static Map<String, Supplier<FeatureSequence>> features(
            CorpusHeader header, ClipTable.Row row, FeatureFiles files) {
        Map<String, Supplier<FeatureSequence>> features = new HashMap<>();
        for (ModalityHeader modality : header.modalities()) {
            String name = modality.name();
            double frameRate = row.cells().number(ClipTable.FRAME_RATE + name).orElse(modality.frameRate());
            if (!(frameRate > 0)) {
                throw new VavlException(name + " frame rate is " + frameRate + ", and must be above 0");
            }
            ModalityHeader own = new ModalityHeader(name, modality.width(), frameRate, modality.extractor());
            boolean named = row.cells().cells().containsKey(ClipTable.FEATURES + name);
            Optional<Supplier<FeatureSequence>> found = named
                    ? row.cells()
                            .cell(ClipTable.FEATURES + name)
                            .map(path -> files.named(path, row.clip().id(), own))
                    : files.unnamed(row.clip().id(), own);
            found.ifPresent(
                    source -> features.put(name, new CheckedFeatures(row.clip().id(), modality.modality(), source)));
        }
        return features;
    }

    @Override
    public String name() {
        return header.name();
    }

    /** What the corpus says of itself as a whole. */
    public CorpusDescription description() {
        return header.description();
    }

    @Override
    public List<Modality> modalities() {
        return header.modalities().stream().map(ModalityHeader::modality).toList();
    }

    @Override
    public Map<String, ExtractorId> extractors() {
        Map<String, ExtractorId> extractors = new LinkedHashMap<>();
        header.modalities().forEach(modality -> extractors.put(modality.name(), modality.extractorId()));
        return extractors;
    }

    @Override
    public List<Clip> clips() {
        return clips;
    }

    /**
     * What a corpus says of itself, without its clips.
     *
     * @throws VavlException if the folder is no corpus
     */
    public static CorpusDescription describe(Path folder) {
        return CorpusHeader.read(folder).description();
    }

    @Override
    public List<DataSet> dataSets() {
        return header.description().dataSets();
    }

    @Override
    public Map<String, ModelInformation> extractorInformation() {
        return ExtractorInformation.read(files.folder(), modalities());
    }

    @Override
    public OptionalInt batchSize() {
        return header.description().batchSize();
    }

    @Override
    public Task task() {
        return header.task();
    }

    @Override
    public Map<String, Map<String, Part>> partitions() {
        return partitions;
    }

    @Override
    public String digest() {
        return digest.get();
    }

    @Override
    public void close() {
        files.close();
    }
}
