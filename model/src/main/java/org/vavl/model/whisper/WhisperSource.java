package org.vavl.model.whisper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.weights.TorchFile;
import org.vavl.core.weights.WeightFile;
import org.vavl.features.assets.AssetStore;
import org.vavl.features.assets.Assets;
import org.vavl.features.audio.whisper.WhisperExtractor;
import org.vavl.nn.ParameterPath;
import org.vavl.recognition.onnx.ExportedFile;
import org.vavl.recognition.onnx.ExportedWeights;

/**
 * Where an encoder's weights are, and its sizes.
 *
 * @param weights a file of weights, safetensors or PyTorch's
 * @param configuration the encoder's sizes
 */
public record WhisperSource(Path weights, WhisperConfiguration configuration) {
    /** The key of a weight file's metadata under which its configuration is, as {@code config.json} has it. */
    static final String CONFIGURATION_KEY = "config";

    private static final String CONFIGURATION_FILE = "config.json";
    private static final List<String> WEIGHT_FILES = List.of("model.safetensors", "pytorch_model.bin");

    /**
     * A folder as Hugging Face publishes it, or a file that {@code tools/models/whisper_encoder.py} or {@code vavl export} made, or that OpenAI publishes.
     *
     * @throws VavlException if there is none, or it is of another kind of network
     */
    public static WhisperSource of(Path path) {
        return Files.isDirectory(path) ? ofFolder(path) : ofFile(path);
    }

    /**
     * Whether there is an encoder, and no model of Vavl: a folder whose {@code config.json} says so, a file of OpenAI's, or one that says its
     * configuration itself.
     *
     * @throws VavlException if it is a file that is neither PyTorch's nor safetensors, or cannot be read
     */
    public static boolean isEncoder(Path path) {
        if (Files.isDirectory(path)) {
            return isAt(path);
        }
        try (WeightFile weights = open(path)) {
            return weights instanceof TorchFile || weights.metadata().containsKey(CONFIGURATION_KEY);
        }
    }

    /** Whether there is a Whisper network: a file, or a folder whose {@code config.json} says so. */
    public static boolean isAt(Path path) {
        return Files.isRegularFile(path)
                || (Files.exists(path.resolve(CONFIGURATION_FILE))
                        && WhisperJson.isOfWhisper(path.resolve(CONFIGURATION_FILE)));
    }

    /**
     * The encoder of Whisper base in the store.
     *
     * @throws VavlException if the store does not have it
     */
    public static WhisperSource ofStore(AssetStore store) {
        return ofFile(store.require(Assets.WHISPER, Assets.WHISPER_FILE, "encoder " + WhisperExtractor.NAME));
    }

    /**
     * A folder as Hugging Face publishes it: {@code config.json}, {@code model.safetensors} or {@code pytorch_model.bin}, and {@code
     * preprocessor_config.json}, if it is there.
     *
     * @throws VavlException if one of them is missing, cannot be read, or is of another kind of network
     */
    public static WhisperSource ofFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new VavlException(folder + ": no such folder; must be one with config.json and "
                    + String.join(" or ", WEIGHT_FILES) + " of a Whisper network, as Hugging Face publishes it");
        }
        Path weights = WEIGHT_FILES.stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new VavlException(folder + ": has neither " + String.join(" nor ", WEIGHT_FILES)));
        WhisperConfiguration configuration = WhisperJson.configuration(folder.resolve(CONFIGURATION_FILE));
        WhisperJson.requireSpectrum(folder.resolve("preprocessor_config.json"), configuration.melBands());
        return new WhisperSource(weights, configuration);
    }

    /**
     * One safetensors file or exported ONNX file that says its configuration itself, such as that of an encoder's first blocks alone, or a {@code .pt} file of OpenAI's,
     * whose tensors' shapes say it.
     *
     * @throws VavlException if it cannot be read, or does not say it
     */
    public static WhisperSource ofFile(Path file) {
        try (WeightFile weights = open(file)) {
            return new WhisperSource(file, configuration(weights));
        }
    }

    private static WeightFile open(Path file) {
        return ExportedFile.isOne(file) ? ExportedWeights.open(file) : WeightFile.open(file);
    }

    private static WhisperConfiguration configuration(WeightFile weights) {
        if (weights instanceof TorchFile torch) {
            return OpenAiNames.configuration(torch);
        }
        String configuration = weights.metadata().get(CONFIGURATION_KEY);
        if (configuration == null) {
            throw new VavlException(
                    weights.path() + ": its metadata have no '" + CONFIGURATION_KEY
                            + "'; must be a folder from Hugging Face, or a file that tools/models/whisper_encoder.py or vavl export made");
        }
        return WhisperJson.configuration(weights.path().toString(), configuration);
    }

    /** The file's tensors. */
    WeightFile open() {
        return open(weights);
    }

    /**
     * Gives a network its weights; what the file has besides is left out.
     *
     * @param network where a {@link Whisper} of this configuration, or one with fewer blocks, was created
     * @throws VavlException if the file cannot be read, or lacks one of the parameters, or has it in another shape
     */
    public void load(ParameterPath network) {
        WhisperWeights.load(this, network, (name, values) -> {});
    }
}
