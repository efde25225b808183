package org.vavl.recognition.onnx;

import java.nio.file.Path;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.features.VisualExtractor;
import org.vavl.features.VisualExtractorProvider;
import org.vavl.features.assets.WeightSources;
import org.vavl.recognition.inference.BuiltInModels;

/**
 * Opens networks over faces that {@code vavl export} wrote, as the extractor {@value #NAME}: the one that the user names, or else the one that comes
 * with Vavl. Gives way to a provider that also knows model files.
 */
public final class ExportedFaceProvider implements VisualExtractorProvider {
    /** The extractor's name, whatever runs its network. */
    public static final String NAME = "face-model";

    /** Created by {@link java.util.ServiceLoader}. */
    public ExportedFaceProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean givesWay() {
        return true;
    }

    @Override
    public VisualExtractor open(WeightSources weights) {
        Optional<Path> named = weights.path(NAME);
        if (named.isPresent() && ExportedFile.isOne(named.get())) {
            return open(named.get());
        }
        if (named.isEmpty() && BuiltInModels.FACES.isThere()) {
            return BuiltInModels.FACES.read(ExportedFaceProvider::open);
        }
        throw new VavlException(
                "extractor " + NAME + " needs a network over faces that vavl export wrote, " + NAME
                        + "=FILE.onnx, or the artifact org.vavl:vavl-models for the one that comes with Vavl, or org.vavl:vavl-model for model files");
    }

    /**
     * Opens an exported network as an extractor.
     *
     * @throws VavlException if the file cannot be read, or is no exported network over face images
     */
    public static VisualExtractor open(Path file) {
        return ExportedFaceExtractor.open(file);
    }
}
