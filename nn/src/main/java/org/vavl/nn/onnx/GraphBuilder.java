package org.vavl.nn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;
import org.vavl.nn.ParameterStore;

/**
 * Builds an ONNX graph, value by value, of the operators of {@linkplain #OPERATOR_SET one operator set}. Parameters have the names that they
 * have in the network, and are there once however often they are used; operations are named after the {@linkplain #in place} in the network
 * at which they are. The same calls give the same bytes. For one thread at a time.
 */
public final class GraphBuilder {
    /** The version of ONNX's own operators that graphs are made of; every runtime since 2022 knows it. */
    public static final int OPERATOR_SET = 17;

    /** The key of metadata under which are the names of the weights that lie transposed, with blanks between them. */
    public static final String TRANSPOSED = "vavl.transposed";

    /** The version of the format that came with it. */
    private static final int FORMAT = 8;

    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Initialisers initialisers;
    private final Map<String, Integer> used = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, GraphValue> made = new HashMap<>();
    private String place = "";

    /**
     * An empty graph.
     *
     * @param parameters of the network
     * @param format of its weights
     */
    public GraphBuilder(ParameterStore parameters, WeightFormat format) {
        initialisers = new Initialisers(graph, parameters, format);
    }

    /**
     * Lets the graph have the parameters of another network, too.
     *
     * @param prefix of their names, such as {@code whisper.}
     */
    public void add(ParameterStore parameters, String prefix) {
        initialisers.add(parameters, prefix);
    }

    /** What goes into the graph. */
    public GraphValue input(String name, GraphType type, List<GraphDimension> shape) {
        require(name);
        graph.addInput(info(name, type, shape));
        return new GraphValue(this, name);
    }

    /** Lets a value come out of the graph. */
    public void output(String name, GraphValue value, GraphType type, List<GraphDimension> shape) {
        require(name);
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(value.name())
                .addOutput(name));
        graph.addOutput(info(name, type, shape));
    }

    private void require(String name) {
        if (!taken.add(name)) {
            throw new IllegalArgumentException("the graph has a value '" + name + "' already");
        }
    }

    private static ValueInfoProto info(String name, GraphType type, List<GraphDimension> shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        shape.forEach(dimension -> dimensions.addDim(
                dimension.name().isEmpty()
                        ? TensorShapeProto.Dimension.newBuilder().setDimValue(dimension.size())
                        : TensorShapeProto.Dimension.newBuilder().setDimParam(dimension.name())));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.onnx().getNumber())
                                .setShape(dimensions)))
                .build();
    }

    /**
     * Writes a part of the network at the place below this one, after which its operations are named.
     *
     * @param child such as {@code attention}
     * @return what the part gives
     */
    public <T> T in(String child, Supplier<T> part) {
        String before = place;
        place = before.isEmpty() ? child : before + "." + child;
        try {
            return part.get();
        } finally {
            place = before;
        }
    }

    /** {@link #in(String, Supplier)} for layers in a row. */
    public <T> T in(int index, Supplier<T> part) {
        return in(Integer.toString(index), part);
    }

    /** A parameter as it is. */
    public GraphValue parameter(Tensor parameter) {
        return new GraphValue(this, initialisers.exactly(parameter));
    }

    /** The matrix of x Wᵀ, stored as (outputs, inputs) in the network and as (inputs, outputs) in the graph, where it is the right factor. */
    public GraphValue matrix(Tensor weight) {
        return weight(weight, true);
    }

    /** The weight of a convolution. */
    public GraphValue kernel(Tensor weight) {
        return weight(weight, false);
    }

    private GraphValue weight(Tensor weight, boolean transposed) {
        Initialisers.Stored stored = initialisers.weight(weight, transposed);
        GraphValue value = new GraphValue(this, stored.name());
        return switch (stored.format()) {
            case FLOAT32 -> value;
            case FLOAT16 -> once(stored.name(), () -> value.cast(GraphType.FLOAT32));
            case INT8 ->
                once(stored.name(), () -> value.cast(GraphType.FLOAT32)
                        .times(new GraphValue(this, stored.name() + Initialisers.SCALE)));
        };
    }

    /** What is made of the same values wherever it is needed is made once. */
    public GraphValue once(String key, Supplier<GraphValue> making) {
        GraphValue known = made.get(key);
        if (known != null) {
            return known;
        }
        GraphValue value = making.get();
        made.put(key, value);
        return value;
    }

    /** How many frames a mask is of, a list of one whole number. */
    public GraphValue frames(GraphValue validBT) {
        return once("frames of " + validBT.name(), () -> validBT.size(1));
    }

    /** Whether a weight has other values in the graph than in the network, because it was rounded to the format. */
    public boolean isRounded() {
        return initialisers.isRounded();
    }

    /** A tensor that is no parameter of the network, under a name of its own. */
    public GraphValue tensor(String name, float[] values, long... shape) {
        require(name);
        initialisers.floats(name, values, shape);
        return new GraphValue(this, name);
    }

    /** Numbers. */
    public GraphValue constant(GraphType type, double... values) {
        return new GraphValue(this, initialisers.constant(type, false, values));
    }

    /** One number, of no dimension. */
    public GraphValue scalar(GraphType type, double value) {
        return new GraphValue(this, initialisers.constant(type, true, value));
    }

    /** Whole numbers, such as a shape. */
    public GraphValue numbers(long... values) {
        return constant(GraphType.INT64, Arrays.stream(values).asDoubleStream().toArray());
    }

    List<GraphValue> node(String operator, int outputs, List<GraphValue> inputs, List<AttributeProto> attributes) {
        String name = unique((place.isEmpty() ? "" : place + "/") + operator);
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).setName(name);
        inputs.forEach(input -> node.addInput(input.name()));
        List<String> names = IntStream.range(0, outputs)
                .mapToObj(i -> outputs == 1 ? name : name + ":" + i)
                .toList();
        graph.addNode(node.addAllOutput(names).addAllAttribute(attributes));
        return names.stream().map(output -> new GraphValue(this, output)).toList();
    }

    private String unique(String name) {
        int before = used.merge(name, 1, Integer::sum) - 1;
        return before == 0 ? name : name + "_" + before;
    }

    /** Nothing, in the place of an input that may be left out. */
    GraphValue nothing() {
        return new GraphValue(this, "");
    }

    /**
     * Writes the graph as a file, whole or not at all.
     *
     * @param name of the graph
     * @param metadata what the file says beside it
     * @throws VavlException if the file cannot be written, or would have 2 GiB, which the format does not allow
     */
    public void write(Path file, String name, Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("vavl")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .setGraph(graph.setName(name));
        TreeMap<String, String> entries = new TreeMap<>(metadata);
        entries.put(TRANSPOSED, String.join(" ", initialisers.transposed()));
        entries.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        if (initialisers.bytes() > MOST_BYTES - (1 << 24)) {
            throw new VavlException(file + ": its weights have " + initialisers.bytes()
                    + " bytes, and an ONNX file must have less than " + MOST_BYTES);
        }
        try (AtomicFile atomic = AtomicFile.create(file)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(atomic.channel()));
            model.build().writeTo(out);
            out.flush();
            atomic.commit();
        } catch (IOException e) {
            throw new VavlException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
