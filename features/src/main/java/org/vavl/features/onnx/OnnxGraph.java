package org.vavl.features.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What computes what in an ONNX network: as much of the <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">format</a>, a
 * protocol buffer, as is needed to find values inside of it and to make them its outputs. The weights are skipped.
 */
final class OnnxGraph {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_OUTPUT = 12;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_OPERATION = 4;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_EXTERNAL_DATA = 13;
    private static final int VALUE_NAME = 1;

    /** What only changes the form of a classifier's answer. */
    private static final Set<String> AFTER_CLASSIFIER =
            Set.of("Softmax", "LogSoftmax", "Sigmoid", "Identity", "Flatten", "Reshape", "Squeeze", "Add", "Cast");

    private static final Set<String> CLASSIFIER = Set.of("Gemm", "MatMul");

    private final Map<String, Node> producers = new HashMap<>();
    private final Set<String> weights = new HashSet<>();
    private final List<String> outputs = new ArrayList<>();

    /** One operation: its name, and the names of the values that go in and come out. */
    private record Node(String operation, List<String> inputs, List<String> outputs) {}

    private OnnxGraph() {}

    /**
     * Reads a network.
     *
     * @throws IOException if it is damaged, or refers to other files for its weights; the message is to follow the file's name
     */
    static OnnxGraph read(byte[] model) throws IOException {
        OnnxGraph graph = new OnnxGraph();
        try {
            CodedInputStream in = CodedInputStream.newInstance(model);
            boolean found = false;
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == message(MODEL_GRAPH)) {
                    found = true;
                    graph.readGraph(in);
                } else {
                    skip(in, tag);
                }
            }
            if (!found || graph.outputs.isEmpty()) {
                throw new IOException("holds no network with an output");
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IOException("is damaged, or no ONNX network: " + e.getMessage(), e);
        }
        return graph;
    }

    private static int message(int field) {
        return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    private static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new IOException("is damaged, or no ONNX network: a group ends that did not begin");
        }
    }

    private void readGraph(CodedInputStream in) throws IOException {
        int before = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == message(GRAPH_NODE)) {
                Node node = node(in);
                node.outputs().forEach(output -> producers.put(output, node));
            } else if (tag == message(GRAPH_OUTPUT)) {
                outputs.add(name(in, VALUE_NAME));
            } else if (tag == message(GRAPH_INITIALIZER)) {
                weights.add(name(in, TENSOR_NAME));
            } else {
                skip(in, tag);
            }
        }
        in.checkLastTagWas(0);
        in.popLimit(before);
    }

    private static Node node(CodedInputStream in) throws IOException {
        int before = in.pushLimit(in.readRawVarint32());
        String operation = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == message(NODE_INPUT)) {
                inputs.add(in.readStringRequireUtf8());
            } else if (tag == message(NODE_OUTPUT)) {
                outputs.add(in.readStringRequireUtf8());
            } else if (tag == message(NODE_OPERATION)) {
                operation = in.readStringRequireUtf8();
            } else {
                skip(in, tag);
            }
        }
        in.popLimit(before);
        return new Node(operation, inputs, outputs);
    }

    /** A tensor that is kept in another file could name any file of this machine. */
    private static String name(CodedInputStream in, int field) throws IOException {
        int before = in.pushLimit(in.readRawVarint32());
        String name = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == message(field)) {
                name = in.readStringRequireUtf8();
            } else if (field == TENSOR_NAME && tag == message(TENSOR_EXTERNAL_DATA)) {
                throw new IOException("keeps weights in other files; must hold them all itself");
            } else {
                skip(in, tag);
            }
        }
        in.popLimit(before);
        return name;
    }

    /** The network's outputs, in their order. */
    List<String> outputs() {
        return outputs;
    }

    /** Whether the network computes a value of that name. */
    boolean computes(String value) {
        return producers.containsKey(value);
    }

    /**
     * What goes into the last fully connected layer before the first output: a classifier's features.
     *
     * @throws IOException if there is none; the message is to follow the file's name
     */
    String beforeClassifier() throws IOException {
        String value = outputs.get(0);
        for (int steps = 0; steps <= producers.size(); steps++) {
            Node node = producers.get(value);
            if (node == null) {
                break;
            }
            List<String> computed = node.inputs().stream()
                    .filter(input -> !weights.contains(input))
                    .toList();
            if (computed.isEmpty()
                    || !(CLASSIFIER.contains(node.operation()) || AFTER_CLASSIFIER.contains(node.operation()))) {
                break;
            }
            value = computed.get(0);
            if (CLASSIFIER.contains(node.operation())) {
                return value;
            }
        }
        throw new IOException("does not end in a classifier (a fully connected layer); name the output");
    }

    /**
     * The network with one more output. A message in a protocol buffer may come in parts, whose lists are joined, so the part of the
     * graph that holds the new output is put behind the rest.
     */
    static byte[] withOutput(byte[] model, String value) throws IOException {
        byte[] output = field(VALUE_NAME, value.getBytes(StandardCharsets.UTF_8));
        byte[] graph = field(MODEL_GRAPH, field(GRAPH_OUTPUT, output));
        ByteArrayOutputStream joined = new ByteArrayOutputStream(model.length + graph.length);
        joined.write(model);
        joined.write(graph);
        return joined.toByteArray();
    }

    private static byte[] field(int number, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeByteArray(number, content);
        out.flush();
        return bytes.toByteArray();
    }
}
