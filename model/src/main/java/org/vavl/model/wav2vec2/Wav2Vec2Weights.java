package org.vavl.model.wav2vec2;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.weights.WeightFile;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.weights.ParameterDigest;
import org.vavl.nn.weights.TensorFiles;

/**
 * Gives a network the weights of a published file. The names there may have {@code wav2vec2.} in front, as in networks that have a
 * head; what the network has no place for (heads, quantiser, further layers) is left out. The positional convolution's weight comes as
 * length and direction (weight norm, Salimans and Kingma 2016): w = g · v / ‖v‖, for each place of the kernel.
 */
final class Wav2Vec2Weights {
    private static final String PREFIX = "wav2vec2.";
    private static final String POSITIONS = "encoder.pos_conv_embed.conv.";
    private static final String WEIGHT = POSITIONS + "weight";
    private static final String LENGTH = POSITIONS + "parametrizations.weight.original0";
    private static final String DIRECTION = POSITIONS + "parametrizations.weight.original1";

    /** Of the weight. */
    private static final Set<String> PARTS = Set.of(LENGTH, DIRECTION);

    private static final Map<String, String> OLDER_NAMES =
            Map.of(POSITIONS + "weight_g", LENGTH, POSITIONS + "weight_v", DIRECTION);

    private Wav2Vec2Weights() {}

    /**
     * Loads a file.
     *
     * @throws VavlException if it cannot be read, or lacks one of the parameters, or has it in another shape
     */
    static void load(Wav2Vec2Source source, ParameterPath network) {
        load(source, network, (name, values) -> {});
    }

    /**
     * Loads a file, and says which weights they are, whatever the network makes of them.
     *
     * @return see {@link ParameterDigest}
     * @throws VavlException as {@link #load(Wav2Vec2Source, ParameterPath)}
     */
    static String loadAndDigest(Wav2Vec2Source source, ParameterPath network) {
        ParameterDigest digest = new ParameterDigest();
        load(source, network, digest::add);
        return digest.digits();
    }

    /** Parameter by parameter, so that one at most is in memory twice. */
    private static void load(Wav2Vec2Source source, ParameterPath network, BiConsumer<String, Tensor> listener) {
        try (WeightFile file = WeightFile.open(source.weights())) {
            Map<String, String> published =
                    publishedNames(file, network.parameters().keySet());
            Set<String> names = new HashSet<>(published.keySet());
            if (names.containsAll(PARTS)) {
                names.add(WEIGHT);
            }
            names.removeAll(PARTS);
            network.load(
                    names,
                    name -> {
                        Tensor values = read(file, published, name);
                        listener.accept(name, values);
                        return values;
                    },
                    source.weights().toString());
        }
    }

    /** What is needed of a file, by its name here; of the positional convolution's weight, both parts. */
    private static Map<String, String> publishedNames(WeightFile file, Set<String> known) {
        Map<String, String> published = new HashMap<>();
        for (String name : file.declarations().keySet()) {
            String plain = plain(name);
            if (known.contains(plain) || PARTS.contains(plain)) {
                published.put(plain, name);
            }
        }
        return published;
    }

    private static Tensor read(WeightFile file, Map<String, String> published, String name) {
        String whole = published.get(name);
        return whole != null
                ? TensorFiles.read(file, whole, Device.CPU)
                : product(part(file, published, LENGTH), part(file, published, DIRECTION));
    }

    private static Tensor part(WeightFile file, Map<String, String> published, String name) {
        return TensorFiles.read(file, requireNonNull(published.get(name)), Device.CPU)
                .to(ScalarType.Float);
    }

    private static String plain(String name) {
        String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return OLDER_NAMES.getOrDefault(bare, bare);
    }

    /** A parameter as published files have it: of the positional convolution's weight, length and direction. */
    static Map<String, Tensor> published(String name, Tensor parameter) {
        if (!name.equals(WEIGHT)) {
            return Map.of(name, parameter);
        }
        return Map.of(LENGTH, length(parameter).to(ScalarType.Float), DIRECTION, parameter);
    }

    private static Tensor product(Tensor length11K, Tensor directionDGK) {
        if (directionDGK.dim() != 3 || length11K.numel() != directionDGK.size(2)) {
            throw new VavlException("the positional convolution's weight is in parts that do not fit");
        }
        return directionDGK
                .mul(length11K.view(1, 1, -1).div(length(directionDGK)))
                .to(ScalarType.Float);
    }

    /** ‖v‖, (1, 1, K), float64. */
    private static Tensor length(Tensor directionDGK) {
        long[] allButKernel = {0, 1};
        return directionDGK
                .to(ScalarType.Double)
                .square()
                .sum(allButKernel, true, new ScalarTypeOptional())
                .sqrt();
    }
}
