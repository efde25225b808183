package org.vavl.recognition.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.weights.ElementType;
import org.vavl.core.weights.FloatConversion;
import org.vavl.core.weights.TensorDeclaration;
import org.vavl.core.weights.WeightFile;

/**
 * The parameters that an exported file holds, in float32 and in the network's shapes, however they are stored: for engines that build the network
 * themselves. A network's parameters that no answer needs are not among them.
 */
public final class ExportedWeights implements WeightFile {
    private static final String SCALE = ".scale";
    private static final String CONSTANT = "constant/";
    private static final String TRANSPOSED = "vavl.transposed";

    private final OnnxFile file;
    private final Set<String> transposed;
    private final Map<String, TensorDeclaration> declarations = new LinkedHashMap<>();

    ExportedWeights(OnnxFile file) {
        this.file = file;
        transposed = Set.of(file.metadata().getOrDefault(TRANSPOSED, "").split(" ", -1));
        file.tensors().forEach(this::declare);
    }

    /**
     * Opens a file, and checks it.
     *
     * @throws VavlException if it cannot be read, or is no exported network
     */
    public static ExportedWeights open(Path path) {
        return new ExportedWeights(OnnxFile.open(path));
    }

    private void declare(String name, OnnxTensorCheck tensor) {
        boolean isWeight = tensor.isFloats() || tensor.isHalves() || tensor.isBytes();
        if (!isWeight || isScale(name) || name.startsWith(CONSTANT)) {
            return;
        }
        List<Long> shape = new ArrayList<>(tensor.shape());
        if (transposed.contains(name)) {
            requireMatrix(name, shape);
            Collections.reverse(shape);
        }
        declarations.put(name, new TensorDeclaration(name, ElementType.F32, shape));
    }

    private boolean isScale(String name) {
        return name.endsWith(SCALE) && file.tensors().containsKey(name.substring(0, name.length() - SCALE.length()));
    }

    private void requireMatrix(String name, List<Long> shape) {
        if (shape.size() != 2) {
            throw new VavlException(file.path() + ": " + name + " is transposed, as its " + TRANSPOSED
                    + " says, and is no matrix but of the shape " + shape);
        }
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public Map<String, String> metadata() {
        return file.metadata();
    }

    @Override
    public Map<String, TensorDeclaration> declarations() {
        return Collections.unmodifiableMap(declarations);
    }

    @Override
    public ByteBuffer bytes(String name) {
        OnnxTensorCheck tensor = tensor(name);
        float[] stored = values(name, tensor);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(stored.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer values = bytes.asFloatBuffer();
        if (transposed.contains(name)) {
            int inputs = Math.toIntExact(tensor.shape().get(0));
            int outputs = Math.toIntExact(tensor.shape().get(1));
            for (int output = 0; output < outputs; output++) {
                for (int input = 0; input < inputs; input++) {
                    values.put(stored[input * outputs + output]);
                }
            }
        } else {
            values.put(stored);
        }
        return bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public FloatBuffer floats(String name) {
        return bytes(name).asFloatBuffer();
    }

    private OnnxTensorCheck tensor(String name) {
        OnnxTensorCheck tensor = file.tensors().get(name);
        if (tensor == null || !declarations.containsKey(name)) {
            throw new VavlException(file.path() + ": has no tensor '" + name + "' among its " + declarations.size());
        }
        return tensor;
    }

    private float[] values(String name, OnnxTensorCheck tensor) {
        if (tensor.isBytes()) {
            return scaled(name, tensor);
        }
        ElementType type = tensor.isFloats() ? ElementType.F32 : ElementType.F16;
        FloatBuffer read = FloatConversion.floats(
                tensor.content(), new TensorDeclaration(name, type, tensor.shape()), file.path());
        float[] values = new float[read.remaining()];
        read.get(values);
        return values;
    }

    /** Each output has a scale: the first dimension of a convolution's weight, the last one of a matrix that is transposed. */
    private float[] scaled(String name, OnnxTensorCheck tensor) {
        ByteBuffer content = tensor.content();
        FloatBuffer scale = file.floats(name + SCALE);
        boolean last = transposed.contains(name);
        long outputs = tensor.shape().isEmpty()
                ? 1
                : tensor.shape().get(last ? tensor.shape().size() - 1 : 0);
        if (scale.remaining() != outputs || outputs == 0) {
            throw new VavlException(file.path() + ": " + name + SCALE + " has " + scale.remaining()
                    + " values, and must have one for each of " + outputs + " outputs");
        }
        float[] values = new float[content.remaining()];
        int perOutput = (int) (values.length / outputs);
        for (int i = 0; i < values.length; i++) {
            values[i] = content.get(i) * scale.get(last ? (int) (i % outputs) : i / perOutput);
        }
        return values;
    }

    /** The file is closed already. */
    @Override
    public void close() {}
}
