package org.vavl.model.whisper;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.weights.ElementType;
import org.vavl.core.weights.TensorDeclaration;
import org.vavl.core.weights.WeightFile;
import org.vavl.nn.HostTensors;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.weights.ParameterDigest;
import org.vavl.nn.weights.TensorFiles;
import org.vavl.recognition.onnx.OnnxLayout;

/**
 * Gives an encoder the weights of a file. Names may have {@code model.encoder.} or {@code encoder.} in front, or be {@linkplain OpenAiNames
 * OpenAI's}; what the encoder has no place for (decoder, further blocks) is left out.
 *
 * <p>A tensor of 8-bit integers is multiplied, row by row, with its {@code NAME.scale} (rows). Where the positions are left out they are
 * the sinusoids that OpenAI's encoders have: sin(t·10000^(−i/(D/2−1))) in the first half of the D values, cos in the second.
 */
final class WhisperWeights {
    private static final List<String> PREFIXES = List.of("model.encoder.", "encoder.");
    private static final String POSITIONS = "embed_positions.weight";
    private static final String SCALE = ".scale";

    private final WeightFile file;
    private final Map<String, String> published = new HashMap<>();

    private WhisperWeights(WeightFile file) {
        this.file = file;
        file.declarations().keySet().forEach(name -> published.put(plain(name), name));
    }

    private static String plain(String name) {
        return OpenAiNames.translated(name).orElseGet(() -> withoutPrefix(name));
    }

    private static String withoutPrefix(String name) {
        return PREFIXES.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length()))
                .orElse(name);
    }

    /**
     * Loads a file, and says which weights they are, whatever the network makes of them.
     *
     * @return see {@link ParameterDigest}
     * @throws VavlException as {@link #load}
     */
    static String loadAndDigest(WhisperSource source, ParameterPath network) {
        ParameterDigest digest = new ParameterDigest();
        load(source, network, digest::add);
        return exportedDigest(source, network).orElseGet(digest::digits);
    }

    /** What an exported file says of its weights, where all of them are used: 8-bit integers may be other weights by what float32 rounds. */
    private static Optional<String> exportedDigest(WhisperSource source, ParameterPath network) {
        try (WeightFile file = source.open()) {
            Set<String> used = network.parameters().keySet();
            return Optional.ofNullable(file.metadata().get(OnnxLayout.DIGEST))
                    .filter(digest -> used.containsAll(file.declarations().keySet()));
        }
    }

    /**
     * Loads a file parameter by parameter, so that one at most is in memory twice.
     *
     * @throws VavlException if it cannot be read, or lacks one of the parameters, or has it in another shape
     */
    static void load(WhisperSource source, ParameterPath network, BiConsumer<String, Tensor> listener) {
        try (WeightFile file = source.open()) {
            WhisperWeights weights = new WhisperWeights(file);
            Set<String> names = new HashSet<>(weights.published.keySet());
            names.add(POSITIONS);
            names.retainAll(network.parameters().keySet());
            network.load(
                    names,
                    name -> {
                        Tensor values = weights.read(name, source.configuration());
                        listener.accept(name, values);
                        return values;
                    },
                    source.weights().toString());
        }
    }

    private Tensor read(String name, WhisperConfiguration configuration) {
        String whole = published.get(name);
        if (whole == null) {
            return sinusoids(configuration.positions(), configuration.width());
        }
        Tensor values = TensorFiles.read(file, whole, Device.CPU);
        return declaration(whole).type() == ElementType.I8 ? scaled(name, values) : values;
    }

    private TensorDeclaration declaration(String name) {
        TensorDeclaration declaration = file.declarations().get(name);
        if (declaration == null) {
            throw new IllegalStateException(name);
        }
        return declaration;
    }

    private Tensor scaled(String name, Tensor values) {
        String scale = published.get(name + SCALE);
        List<Long> shape = declaration(published.getOrDefault(name, name)).shape();
        if (scale == null
                || shape.isEmpty()
                || !declaration(scale).shape().equals(List.of(shape.get(0)))
                || declaration(scale).type() != ElementType.F32) {
            throw new VavlException(file.path() + ": " + name + " has 8-bit integers of the shape " + shape + ", and "
                    + name + SCALE + " must be a float32 for each of its rows");
        }
        long[] byRow = new long[shape.size()];
        Arrays.fill(byRow, 1);
        byRow[0] = -1;
        return values.to(ScalarType.Float)
                .mul(TensorFiles.read(file, scale, Device.CPU).view(byRow));
    }

    /** The positions of OpenAI's encoders, (P, D). */
    static Tensor sinusoids(int positions, int width) {
        int half = width / 2;
        float[] values = new float[Math.multiplyExact(positions, width)];
        for (int t = 0; t < positions; t++) {
            for (int i = 0; i < half; i++) {
                double angle = t * Math.exp(-Math.log(10_000) * i / Math.max(1, half - 1));
                values[t * width + i] = (float) Math.sin(angle);
                values[t * width + half + i] = (float) Math.cos(angle);
            }
        }
        return HostTensors.of(values, positions, width);
    }
}
