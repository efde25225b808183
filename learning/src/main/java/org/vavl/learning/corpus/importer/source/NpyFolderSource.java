package org.vavl.learning.corpus.importer.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.storage.NpyFile;
import org.vavl.learning.corpus.folder.FolderPaths;

/** A folder with a file {@code KEY.npy} for each clip. */
final class NpyFolderSource implements KeyedSource {
    private final Path folder;
    private final ToDoubleFunction<String> frameRates;
    private final ExtractorId extractor;

    NpyFolderSource(Path folder, ToDoubleFunction<String> frameRates, ExtractorId extractor) {
        if (!Files.isDirectory(folder)) {
            throw new VavlException(folder + (Files.exists(folder) ? " is not a folder" : " does not exist"));
        }
        this.folder = folder;
        this.frameRates = frameRates;
        this.extractor = extractor;
    }

    @Override
    public Optional<FeatureSequence> features(String key) {
        Path file = FolderPaths.resolve(folder, key + ".npy");
        return Files.exists(file)
                ? Optional.of(NpyFile.read(file, frameRates.applyAsDouble(key), extractor))
                : Optional.empty();
    }
}
