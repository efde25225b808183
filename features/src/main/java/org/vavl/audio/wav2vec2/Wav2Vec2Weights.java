package org.vavl.audio.wav2vec2;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.Device;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.VavlException;
import org.vavl.nn.weights.TensorFiles;
import org.vavl.nn.weights.WeightFile;

/**
 * Gives a network the weights of a published file. The names there may have {@code wav2vec2.} in front, as in networks that have a
 * head; what the network has no place for (heads, quantiser, further layers) is left out. The positional convolution's weight comes as
 * length and direction (weight norm, Salimans and Kingma 2016): w = g · v / ‖v‖, for each place of the kernel.
 */
final class Wav2Vec2Weights {
    private static final String PREFIX = "wav2vec2.";
    private static final String POSITIONS = "encoder.pos_conv_embed.conv.";
    private static final String WEIGHT = POSITIONS + "weight";
    private static final Set<String> LENGTHS =
            Set.of(POSITIONS + "weight_g", POSITIONS + "parametrizations.weight.original0");
    private static final Set<String> DIRECTIONS =
            Set.of(POSITIONS + "weight_v", POSITIONS + "parametrizations.weight.original1");

    private Wav2Vec2Weights() {}

    /**
     * Loads a file.
     *
     * @throws VavlException if it cannot be read, or lacks one of the parameters, or has it in another shape
     */
    static void load(Wav2Vec2Source source, ParameterPath network) {
        load(source, network, values -> {});
    }

    /**
     * Loads a file, and says which weights they are, whatever the network makes of them.
     *
     * @return see {@link ParameterDigest}
     * @throws VavlException as {@link #load(Wav2Vec2Source, ParameterPath)}
     */
    static String loadAndDigest(Wav2Vec2Source source, ParameterPath network) {
        ParameterDigest digest = new ParameterDigest();
        Set<String> inOrder = network.parameters().keySet();
        load(source, network, values -> inOrder.forEach(name -> digest.add(name, requireNonNull(values.get(name)))));
        return digest.digits();
    }

    private static void load(Wav2Vec2Source source, ParameterPath network, Consumer<Map<String, Tensor>> listener) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard();
                WeightFile file = WeightFile.open(source.weights())) {
            Set<String> known = network.parameters().keySet();
            Map<String, Tensor> found = new HashMap<>();
            TensorFiles.read(file, name -> isNeeded(plain(name), known), Device.CPU)
                    .forEach((name, tensor) -> found.put(plain(name), tensor));
            Map<String, Tensor> values = named(found);
            network.load(values, source.weights().toString());
            listener.accept(values);
        }
    }

    private static String plain(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    private static boolean isNeeded(String name, Set<String> known) {
        return known.contains(name) || LENGTHS.contains(name) || DIRECTIONS.contains(name);
    }

    private static Map<String, Tensor> named(Map<String, Tensor> found) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        Map<Boolean, Tensor> parts = new HashMap<>();
        found.forEach((name, tensor) -> {
            if (LENGTHS.contains(name) || DIRECTIONS.contains(name)) {
                parts.put(LENGTHS.contains(name), tensor);
            } else {
                named.put(name, tensor);
            }
        });
        Tensor length11K = parts.get(true);
        Tensor directionDGK = parts.get(false);
        if (length11K != null && directionDGK != null) {
            named.put(WEIGHT, product(length11K.to(ScalarType.Float), directionDGK.to(ScalarType.Float)));
        }
        return named;
    }

    /** A parameter as published files have it: of the positional convolution's weight, length and direction. */
    static Map<String, Tensor> published(String name, Tensor parameter) {
        if (!name.equals(WEIGHT)) {
            return Map.of(name, parameter);
        }
        return Map.of(
                POSITIONS + "parametrizations.weight.original0",
                length(parameter).to(ScalarType.Float),
                POSITIONS + "parametrizations.weight.original1",
                parameter);
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
