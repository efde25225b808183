package org.vavl.model.wav2vec2;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.features.assets.Assets;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Input;
import org.vavl.nn.ParameterPath;

/**
 * Where a network's weights are, and what has to be known besides.
 *
 * @param weights a file of weights, safetensors or PyTorch's
 * @param configuration the network's sizes
 * @param input how it wants its samples
 */
public record Wav2Vec2Source(Path weights, Wav2Vec2Configuration configuration, Wav2Vec2Input input) {
    private static final String CONFIGURATION = "config.json";
    private static final List<String> WEIGHT_FILES = List.of("model.safetensors", "pytorch_model.bin");

    /**
     * A folder as Hugging Face publishes it: {@code config.json}, {@code model.safetensors} or {@code pytorch_model.bin}, and {@code
     * preprocessor_config.json}, without which samples are taken to be normalised, at 16 kHz.
     *
     * @throws VavlException if one of them is missing, cannot be read, or is of another kind of network
     */
    public static Wav2Vec2Source ofFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new VavlException(folder + ": no such folder; must be one with config.json and "
                    + String.join(" or ", WEIGHT_FILES) + " of a wav2vec 2.0 network, as Hugging Face publishes it");
        }
        Path weights = WEIGHT_FILES.stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new VavlException(folder + ": has neither " + String.join(" nor ", WEIGHT_FILES)));
        return new Wav2Vec2Source(
                weights,
                Wav2Vec2Json.configuration(folder.resolve(CONFIGURATION)),
                Wav2Vec2Json.input(folder.resolve("preprocessor_config.json")));
    }

    /** Whether there is a folder with a wav2vec 2.0 network, as its {@code config.json} says. */
    public static boolean isAt(Path path) {
        return Files.exists(path.resolve(CONFIGURATION)) && Wav2Vec2Json.isOfWav2Vec2(path.resolve(CONFIGURATION));
    }

    /**
     * The network at hand: the folder that the user names, or the one in the store.
     *
     * @throws VavlException if there is none, or its files cannot be read
     */
    public static Wav2Vec2Source find(WeightSources weights) {
        String name = Wav2Vec2Extractor.NAME;
        return weights.path(name)
                .map(Wav2Vec2Source::ofFolder)
                .orElseGet(() -> largeRobust(
                        weights.store().require(Assets.WAV2VEC2, "pytorch_model.bin", "extractor " + name)));
    }

    /**
     * Gives a network its weights; what the file has besides is left out.
     *
     * @param network where a {@link Wav2Vec2} of this configuration, or one with fewer layers, was created
     * @throws VavlException if the file cannot be read, or lacks one of the parameters, or has it in another shape
     */
    public void load(ParameterPath network) {
        Wav2Vec2Weights.load(this, network);
    }

    /**
     * The first twelve layers of wav2vec2-large-robust (Hsu et al. 2021, arXiv:2104.01027), which the paper uses (section 4.2), such as
     * {@code audeering/wav2vec2-large-robust-12-ft-emotion-msp-dim}.
     *
     * @param weights its file of weights alone
     */
    public static Wav2Vec2Source largeRobust(Path weights) {
        return new Wav2Vec2Source(weights, Wav2Vec2Configuration.largeRobust(), Wav2Vec2Input.defaults());
    }
}
