package org.vavl.nn.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.VavlException;
import org.vavl.nn.ParameterStore;

/** The values that a graph holds: parameters under their names, and constants, each once. */
final class Initialisers {
    /** What the scale of a weight is called, behind the weight's name. */
    static final String SCALE = ".scale";

    /** Of the largest value: what writing a weight and reading it back may change. */
    private static final double UNCHANGED = 1e-6;

    private static final double LARGEST_INT8 = 127;
    private static final double LARGEST_FLOAT16 = 65504;

    private final GraphProto.Builder graph;
    private final IdentityHashMap<Tensor, String> names = new IdentityHashMap<>();
    private final WeightFormat format;
    private final Map<String, Stored> written = new HashMap<>();
    private long bytes;
    private boolean rounded;

    /**
     * A weight as it stands in the graph.
     *
     * @param name of the initialiser
     * @param format of its values
     * @param transposed whether it is (inputs, outputs)
     */
    record Stored(String name, WeightFormat format, boolean transposed) {}

    Initialisers(GraphProto.Builder graph, ParameterStore parameters, WeightFormat format) {
        this.graph = graph;
        this.format = format;
        add(parameters, "");
    }

    /** Knows the parameters of another network, too. */
    void add(ParameterStore parameters, String prefix) {
        if (!parameters.isWhole()) {
            throw new IllegalArgumentException("the parameters are rounded, packed or without values");
        }
        parameters.parameters().forEach((name, tensor) -> names.put(tensor, prefix + name));
    }

    /** Of all initialisers so far. */
    long bytes() {
        return bytes;
    }

    /** Whether a weight was changed by more than what float32 rounds. */
    boolean isRounded() {
        return rounded;
    }

    /** The names of the weights that are stored transposed, sorted. */
    List<String> transposed() {
        return written.values().stream()
                .filter(Stored::transposed)
                .map(Stored::name)
                .sorted()
                .toList();
    }

    private String name(Tensor parameter) {
        String name = names.get(parameter);
        if (name == null) {
            throw new IllegalArgumentException("a tensor of shape " + Arrays.toString(parameter.shape())
                    + " is no parameter of the network that is written");
        }
        return name;
    }

    /** A parameter in float32, in its shape. */
    String exactly(Tensor parameter) {
        return store(new Stored(name(parameter), WeightFormat.FLOAT32, false), parameter)
                .name();
    }

    /** A weight in the graph's format. */
    Stored weight(Tensor weight, boolean transposed) {
        return store(new Stored(name(weight), format, transposed), weight);
    }

    private Stored store(Stored wanted, Tensor parameter) {
        Stored before = written.putIfAbsent(wanted.name(), wanted);
        if (before == null) {
            write(wanted, parameter);
        } else if (!before.equals(wanted)) {
            throw new IllegalStateException(wanted.name() + " is used in two forms: " + before + " and " + wanted);
        }
        return wanted;
    }

    private void write(Stored form, Tensor parameter) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor whole = parameter.to(ScalarType.Float).cpu();
            switch (form.format()) {
                case FLOAT32 -> add(form.name(), TensorProto.DataType.FLOAT, layout(whole, form), Float.BYTES);
                case FLOAT16 -> {
                    requireFloat16(form.name(), whole);
                    Tensor half = whole.to(ScalarType.Half);
                    compare(whole, half.to(ScalarType.Float));
                    add(form.name(), TensorProto.DataType.FLOAT16, layout(half, form), Short.BYTES);
                }
                case INT8 -> writeInt8(form, whole);
            }
        }
    }

    private static Tensor layout(Tensor weight, Stored form) {
        return (form.transposed() ? weight.t() : weight).contiguous();
    }

    private static void requireFloat16(String name, Tensor weight) {
        double largest = weight.abs().max().item_double();
        if (largest > LARGEST_FLOAT16) {
            throw new VavlException(String.format(
                    Locale.ROOT,
                    "%s has a value of %.6g, and float16 holds up to %.0f: take float32",
                    name,
                    largest,
                    LARGEST_FLOAT16));
        }
    }

    /** Rounded to whole numbers, so that each output's largest value is 127; an output of zeros stays zeros. */
    private void writeInt8(Stored form, Tensor weight) {
        long[] inputs = LongStream.range(1, weight.dim()).toArray();
        Tensor largest = weight.abs().amax(inputs, true);
        Tensor scale = largest.div(new Scalar(LARGEST_INT8)).clamp_min(new Scalar(Float.MIN_NORMAL));
        Tensor whole = weight.div(scale).round().to(ScalarType.Char);
        compare(weight, whole.to(ScalarType.Float).mul(scale));
        add(form.name(), TensorProto.DataType.INT8, layout(whole, form), Byte.BYTES);
        add(form.name() + SCALE, TensorProto.DataType.FLOAT, layout(scale, form), Float.BYTES);
    }

    private void compare(Tensor weight, Tensor stored) {
        double change = weight.sub(stored).abs().max().item_double();
        rounded |= change > UNCHANGED * weight.abs().max().item_double();
    }

    private void add(String name, TensorProto.DataType type, Tensor contiguous, int elementBytes) {
        byte[] content = new byte[Math.toIntExact(contiguous.numel() * elementBytes)];
        new BytePointer(contiguous.data_ptr()).get(content);
        add(name, type, UnsafeByteOperations.unsafeWrap(content), contiguous.shape());
    }

    private void add(String name, TensorProto.DataType type, ByteString content, long... shape) {
        bytes += content.size();
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(content);
        Arrays.stream(shape).forEach(tensor::addDims);
        graph.addInitializer(tensor);
    }

    /** A tensor of another name than any parameter's. */
    void floats(String name, float[] values, long... shape) {
        ByteBuffer content = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        content.asFloatBuffer().put(values);
        add(name, TensorProto.DataType.FLOAT, UnsafeByteOperations.unsafeWrap(content), shape);
    }

    /** Numbers, named after themselves. */
    String constant(GraphType type, boolean scalar, double... values) {
        String text = Arrays.stream(values)
                .mapToObj(value -> value == Math.rint(value) && Math.abs(value) < 1L << 53
                        ? Long.toString((long) value)
                        : Double.toString(value))
                .collect(Collectors.joining(","));
        String name = "constant/" + type.name().toLowerCase(Locale.ROOT) + "/" + (scalar ? text : "[" + text + "]");
        Stored form = new Stored(name, WeightFormat.FLOAT32, false);
        if (written.putIfAbsent(name, form) == null) {
            add(name, type.onnx(), bytes(type, values), scalar ? new long[0] : new long[] {values.length});
        }
        return name;
    }

    private static ByteString bytes(GraphType type, double[] values) {
        ByteBuffer content = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type) {
                case FLOAT32 -> content.putFloat((float) value);
                case FLOAT64 -> content.putDouble(value);
                case INT32 -> content.putInt((int) value);
                case INT64 -> content.putLong((long) value);
                case BOOLEAN -> content.put((byte) value);
            }
        }
        return ByteString.copyFrom(content.flip());
    }
}
