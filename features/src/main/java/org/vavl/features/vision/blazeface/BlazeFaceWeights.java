package org.vavl.features.vision.blazeface;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.file.InputFile;
import org.vavl.features.vision.detection.WeightsDigest;

/** An ONNX file with one of BlazeFace's networks, in memory. */
final class BlazeFaceWeights {
    private static final String FOLDER = "/org/vavl/models/";
    private static final long MOST_BYTES = 1 << 24;

    private final BlazeFaceNetwork network;
    private final String name;
    private final byte[] content;

    /** @param name what errors call it */
    private BlazeFaceWeights(BlazeFaceNetwork network, String name, byte[] content) {
        this.network = network;
        this.name = name;
        this.content = content;
    }

    BlazeFaceNetwork network() {
        return network;
    }

    String name() {
        return name;
    }

    /** Not to be changed. */
    byte[] content() {
        return content;
    }

    /** @throws VavlException if the file cannot be read, or is too large */
    static BlazeFaceWeights read(BlazeFaceNetwork network, Path file) {
        try {
            if (Files.size(InputFile.require(file)) > MOST_BYTES) {
                throw new VavlException(
                        file + ": is not " + network.detector() + ": must have at most " + MOST_BYTES + " bytes");
            }
            return new BlazeFaceWeights(network, file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        }
    }

    /**
     * The network that comes with Vavl.
     *
     * @throws VavlException if the artifact that has it is not on the class path
     */
    static BlazeFaceWeights builtIn(BlazeFaceNetwork network) {
        String file = network.detector() + ".onnx";
        try (InputStream resource = BlazeFaceWeights.class.getResourceAsStream(FOLDER + file)) {
            if (resource == null) {
                throw new VavlException("the face detector " + network.detector()
                        + " is not on the class path: add the artifact org.vavl:vavl-models, or name its weights");
            }
            return new BlazeFaceWeights(network, file, resource.readAllBytes());
        } catch (IOException e) {
            throw new VavlException("the face detector " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The detector's name and, as version, the digest of its weights. */
    ExtractorId id() {
        return new ExtractorId(network.detector(), "1-" + WeightsDigest.of(content));
    }
}
