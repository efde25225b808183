package org.vavl.corpus.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vavl.corpus.FolderPaths;
import org.vavl.features.ExtractorId;
import org.vavl.features.FeatureSequence;
import org.vavl.features.NpyFile;
import org.vavl.nn.VavlException;

/** A folder with a file {@code KEY.npy} for each clip. */
final class NpyFolderSource implements KeyedSource {
    private final Path folder;
    private final double frameRate;
    private final ExtractorId extractor;

    NpyFolderSource(Path folder, double frameRate, ExtractorId extractor) {
        if (!Files.isDirectory(folder)) {
            throw new VavlException(folder + (Files.exists(folder) ? " is not a folder" : " does not exist"));
        }
        this.folder = folder;
        this.frameRate = frameRate;
        this.extractor = extractor;
    }

    @Override
    public Optional<FeatureSequence> features(String key) {
        Path file = FolderPaths.resolve(folder, key + ".npy");
        return Files.exists(file) ? Optional.of(NpyFile.read(file, frameRate, extractor)) : Optional.empty();
    }
}
