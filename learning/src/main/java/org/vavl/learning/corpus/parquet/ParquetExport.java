package org.vavl.learning.corpus.parquet;

import com.jerolba.carpet.CarpetWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.file.AtomicFile;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.ClipTable;

/**
 * Writes a corpus as tables that others read: its features as Parquet, a file for each modality with the columns of {@code vavl-spark extract}, and the labels beside
 * as CSV. {@link ParquetFeatures} and the importer {@code csv} make the same corpus of them again, bit for bit. A clip's path is its id.
 */
public final class ParquetExport {
    /** The table of clips with their labels, in the export's folder. */
    public static final String CLIPS = "clips.csv";

    /** The folder of features, in the export's folder. */
    public static final String FEATURES = "features";

    private final Corpus corpus;
    private final Path folder;
    private int rows;

    private ParquetExport(Corpus corpus, Path folder) {
        this.corpus = corpus;
        this.folder = folder;
    }

    /**
     * Writes everything; each file is there whole or not at all, in place of what had its name.
     *
     * @param corpus whose clips are read one at a time
     * @param folder made if need be
     * @return how many rows of features were written
     * @throws VavlException if something cannot be written, features have more values than are read again, or a clip that lacks a modality would be taken for
     *     another whose id ends in its own
     */
    public static int write(Corpus corpus, Path folder) {
        ParquetExport export = new ParquetExport(corpus, folder);
        Path features = folder.resolve(FEATURES);
        try {
            Files.createDirectories(features);
        } catch (IOException e) {
            throw new VavlException(features + " cannot be made: " + e, e);
        }
        corpus.modalities().forEach(modality -> export.write(modality, features.resolve(modality.name() + ".parquet")));
        export.writeClips();
        return export.rows;
    }

    private void write(Modality modality, Path file) {
        requireApart(modality);
        try (AtomicFile whole = AtomicFile.create(file)) {
            try (CarpetWriter<FeatureRecord> writer =
                    new CarpetWriter.Builder<>(new Unclosed(whole), FeatureRecord.class).build()) {
                for (Clip clip : corpus.clips()) {
                    Optional<FeatureSequence> found = clip.features(modality);
                    if (found.isPresent()) {
                        writer.write(row(clip, modality, found.get()));
                        rows++;
                    }
                }
            }
            whole.commit();
        } catch (IOException | UncheckedIOException e) {
            throw new VavlException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The file that is being written; who closes this leaves it open, to be committed. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(AtomicFile file) {
            super(Channels.newOutputStream(file.channel()));
        }

        @Override
        public void write(byte[] bytes, int begin, int length) throws IOException {
            out.write(bytes, begin, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Whoever reads the table knows clips by the ends of their paths, too. */
    private void requireApart(Modality modality) {
        Map<String, String> owners = new HashMap<>();
        corpus.clips().stream()
                .filter(clip -> clip.modalities().contains(modality.name()))
                .forEach(clip -> ParquetFeatures.names(clip.id()).forEach(name -> owners.put(name, clip.id())));
        for (Clip clip : corpus.clips()) {
            String owner = owners.get(clip.id());
            if (owner != null && !clip.modalities().contains(modality.name())) {
                throw new VavlException("clip " + clip.id() + " has no " + modality.name()
                        + " features, and would be given those of " + owner + ", whose id is like it: rename one");
            }
        }
    }

    private static FeatureRecord row(Clip clip, Modality modality, FeatureSequence features) {
        long values = (long) features.frames() * features.width();
        if (values > ParquetFeatures.MOST_VALUES) {
            throw new VavlException("clip " + clip.id() + " has " + modality.name() + " features of " + values
                    + " values, and a row has at most " + ParquetFeatures.MOST_VALUES);
        }
        return FeatureRecord.of(clip.id(), modality.name(), features);
    }

    private void writeClips() {
        List<ClipEntry> entries = corpus.clips().stream()
                .map(clip ->
                        new ClipEntry(clip.id(), clip.speaker(), clip.labels(), clip.traits(), partitions(clip.id())))
                .toList();
        ClipTable.write(folder.resolve(CLIPS), entries);
    }

    private Map<String, Part> partitions(String clip) {
        Map<String, Part> parts = new HashMap<>();
        corpus.partitions()
                .forEach((name, all) -> Optional.ofNullable(all.get(clip)).ifPresent(part -> parts.put(name, part)));
        return parts;
    }
}
