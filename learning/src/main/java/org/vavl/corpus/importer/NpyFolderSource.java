package org.vavl.corpus.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.vavl.corpus.FolderPaths;
import org.vavl.features.ExtractorId;
import org.vavl.features.FeatureSequence;
import org.vavl.features.NpyFile;
import org.vavl.nn.VavlException;

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
