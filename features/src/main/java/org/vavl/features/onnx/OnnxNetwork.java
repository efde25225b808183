package org.vavl.features.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.file.InputFile;
import org.vavl.features.onnxruntime.OnnxRuntime;
import org.vavl.features.onnxruntime.OnnxSessions;

/** An ONNX network with one input and one output that matter, both float32. May be run by several threads. */
final class OnnxNetwork implements AutoCloseable {
    /** The output that stands for what goes into the network's classifier. */
    static final String BEFORE_CLASSIFIER = "before-classifier";

    private static final long MOST_BYTES = 1L << 30;
    private static final int DIGEST_BYTES = 8;

    private final Path path;
    private final OrtSession session;
    private final String input;
    private final String output;

    /** The first 16 hexadecimal digits of the file's SHA-256. */
    private final String digest;

    /**
     * What a network answers.
     *
     * @param values one after the other, the last index running fastest
     * @param shape its sizes
     */
    record Answer(FloatBuffer values, List<Long> shape) {}

    private OnnxNetwork(Path path, OrtSession session, String input, String output, String digest) {
        this.path = path;
        this.session = session;
        this.input = input;
        this.output = output;
        this.digest = digest;
    }

    /**
     * Loads a network.
     *
     * @param inputName the input's name; empty for the only one
     * @param outputName an output's name, or that of any value inside, or {@value #BEFORE_CLASSIFIER}; empty for the first output
     * @throws VavlException if the file cannot be read, is damaged, or has no such input or value
     */
    static OnnxNetwork load(Path path, String inputName, String outputName) {
        try {
            if (Files.size(InputFile.require(path)) > MOST_BYTES) {
                throw new VavlException(path + ": has more than " + MOST_BYTES + " bytes, the most that is read");
            }
            byte[] model = Files.readAllBytes(path);
            OnnxGraph graph = OnnxGraph.read(model);
            String output = output(path, graph, outputName);
            byte[] wanted = graph.outputs().contains(output) ? model : OnnxGraph.withOutput(model, output);
            return load(path, wanted, inputName, output, digest(model));
        } catch (IOException e) {
            throw new VavlException(path + ": " + e.getMessage(), e);
        }
    }

    private static String output(Path path, OnnxGraph graph, String name) throws IOException {
        if (name.isEmpty()) {
            return graph.outputs().get(0);
        }
        if (name.equals(BEFORE_CLASSIFIER)) {
            return graph.beforeClassifier();
        }
        if (!graph.computes(name) && !graph.outputs().contains(name)) {
            throw new VavlException(
                    path + ": computes no value '" + name + "'; its outputs are " + String.join(", ", graph.outputs()));
        }
        return name;
    }

    private static OnnxNetwork load(Path path, byte[] model, String inputName, String output, String digest) {
        OrtSession session = OnnxSessions.open(path, model);
        return load(path, session, inputName, output, digest);
    }

    private static OnnxNetwork load(Path path, OrtSession session, String inputName, String output, String digest) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            OnnxNetwork network =
                    opened.add(new OnnxNetwork(path, session, inputName, output, digest), OnnxNetwork::close);
            return opened.returned(network.withInput(input(path, session, inputName)));
        }
    }

    private OnnxNetwork withInput(String name) {
        return new OnnxNetwork(path, session, name, output, digest);
    }

    private static String input(Path path, OrtSession session, String name) {
        Set<String> names = session.getInputNames();
        if (name.isEmpty() ? names.size() != 1 : !names.contains(name)) {
            throw new VavlException(path + ": has no input '" + name + "'; must be one of " + String.join(", ", names));
        }
        return name.isEmpty() ? names.iterator().next() : name;
    }

    private static String digest(byte[] model) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(model);
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * What an extractor is called that gives this network's values.
     *
     * @param settings all that the values depend on besides the network
     */
    ExtractorId extractorId(String name, String settings) {
        return new ExtractorId(name, "1;network=" + digest + ";" + settings);
    }

    /** The input's sizes, −1 for those that may be any. */
    List<Long> inputShape() {
        try {
            NodeInfo info = session.getInputInfo().get(input);
            if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
                throw new VavlException(path + ": its input '" + input + "' is no tensor");
            }
            return Arrays.stream(tensor.getShape()).boxed().toList();
        } catch (OrtException e) {
            throw OnnxSessions.failed(path, "does not tell its inputs", e);
        }
    }

    /**
     * Runs the network.
     *
     * @param values one after the other, the last index running fastest; a direct buffer
     * @param shape their sizes
     * @throws VavlException if it does not take such an input, or answers with other than float32
     */
    Answer run(FloatBuffer values, long... shape) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape);
                OrtSession.Result result = session.run(Map.of(input, tensor), Set.of(output))) {
            OnnxValue value = result.get(0);
            if (!(value instanceof OnnxTensor answer) || answer.getFloatBuffer() == null) {
                throw new VavlException(path + ": its value '" + output + "' must be a tensor of float32");
            }
            return new Answer(
                    answer.getFloatBuffer(),
                    Arrays.stream(answer.getInfo().getShape()).boxed().toList());
        } catch (OrtException e) {
            throw OnnxSessions.failed(path, "cannot be run on an input of " + Arrays.toString(shape), e);
        }
    }

    /** What to throw where an answer's form is not what it must be. */
    VavlException unexpectedOutput(List<Long> shape, String expected) {
        return new VavlException(
                path + ": its value '" + output + "' has the shape " + shape + ", and must be " + expected);
    }

    /** The file. */
    Path path() {
        return path;
    }

    @Override
    public void close() {
        OnnxSessions.close(path, session);
    }
}
