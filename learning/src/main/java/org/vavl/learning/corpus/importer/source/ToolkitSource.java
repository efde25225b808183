package org.vavl.learning.corpus.importer.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.file.FolderFiles;
import org.vavl.learning.corpus.importer.toolkit.ToolkitTable;
import org.vavl.learning.corpus.table.RawTable;

/**
 * Tables that a toolkit wrote: one of several clips, or a folder with a table for each clip, which is called as the clip is. Tables in a folder are read when
 * their clip is asked for.
 */
final class ToolkitSource implements KeyedSource {
    private final ToolkitTable.Settings settings;
    private final SourceSpecification source;
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<Path, ToolkitTable> open = new ConcurrentHashMap<>();

    ToolkitSource(Path path, ToolkitTable.Settings settings, SourceSpecification source) {
        this.settings = settings;
        this.source = source;
        if (!Files.isDirectory(path)) {
            ToolkitTable table = ToolkitTable.read(path, settings);
            open.put(path, table);
            table.keys().forEach(key -> files.put(key, path));
            return;
        }
        for (Path file : FolderFiles.of(path)) {
            if (RawTable.isOne(file)) {
                Path other = files.put(stem(String.valueOf(file.getFileName())), file);
                if (other != null) {
                    throw new VavlException(other + " and " + file + " are of clips of the same name");
                }
            }
        }
        if (files.isEmpty()) {
            throw new VavlException(path + " has no tables (.csv, .tsv, .txt, .arff)");
        }
    }

    /** Whether a path is a folder, or a table of a toolkit; tables whose clips are in a column of their own are not. */
    static boolean isOne(Path path) {
        return Files.isDirectory(path) || (ToolkitTable.isOne(path) && !hasClips(path));
    }

    private static boolean hasClips(Path path) {
        try (RawTable table = RawTable.open(path)) {
            return table.columns().stream()
                    .anyMatch(column -> List.of("clip", "id", "filename").contains(column.toLowerCase(Locale.ROOT)));
        }
    }

    @Override
    public Optional<FeatureSequence> features(String key) {
        Path file = files.getOrDefault(key, files.get(stem(key)));
        if (file == null) {
            return Optional.empty();
        }
        Optional<ToolkitTable> kept = Optional.ofNullable(open.get(file));
        ToolkitTable read = kept.orElseGet(() -> ToolkitTable.read(file, settings));
        ExtractorId extractor = source.extractor(read.extractor());
        // in a folder the file's name is the clip's, whatever the table calls it
        boolean isOnlyOne = kept.isEmpty() && read.keys().size() == 1;
        String asked = isOnlyOne ? read.keys().iterator().next() : key;
        return read.features(asked, extractor);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
