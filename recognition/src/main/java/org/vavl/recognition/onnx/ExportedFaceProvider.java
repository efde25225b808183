package org.vavl.recognition.onnx;

import java.nio.file.Path;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.features.VisualExtractor;
import org.vavl.features.VisualExtractorProvider;
import org.vavl.features.assets.WeightSources;

/** Opens networks over faces that {@code vavl export} wrote, as the extractor {@value #NAME}. */
public final class ExportedFaceProvider implements VisualExtractorProvider {
    /** The extractor's name, whatever runs its network. */
    public static final String NAME = "face-model";

    /** Created by {@link java.util.ServiceLoader}. */
    public ExportedFaceProvider() {}

    /** Whether the user names an exported network for the extractor. */
    public static boolean isExport(WeightSources weights) {
        return file(weights).isPresent();
    }

    private static Optional<Path> file(WeightSources weights) {
        return weights.path(NAME).filter(path -> path.toString().endsWith(".onnx"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean supports(WeightSources weights) {
        return isExport(weights);
    }

    @Override
    public VisualExtractor open(WeightSources weights) {
        return ExportedFaceExtractor.open(file(weights)
                .orElseThrow(() -> new VavlException("extractor " + NAME
                        + " needs a network over faces that vavl export wrote, " + NAME
                        + "=FILE.onnx, or the artifact org.vavl:vavl-model")));
    }
}
