package org.vavl.features.onnx;

import java.nio.file.Path;
import org.vavl.core.VavlException;
import org.vavl.features.Extractors;
import org.vavl.features.assets.WeightSources;

/** The YAML file that tells what an ONNX network takes. */
final class OnnxDescription {
    private OnnxDescription() {}

    /** @throws VavlException if the user names none */
    static Path require(WeightSources weights) {
        String name = Extractors.ANY_NETWORK;
        return weights.path(name)
                .orElseThrow(() -> new VavlException(
                        "extractor " + name + " needs a YAML file that describes its network: " + name + ":FILE.yaml"));
    }

    /** The network that a description names, beside it. */
    static Path network(Path description, String network) {
        if (network.isBlank()) {
            throw new VavlException(description + ": must say network: FILE.onnx");
        }
        return description.resolveSibling(network);
    }
}
