package org.vavl.recognition.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Modality;
import org.vavl.core.file.InputFile;
import org.vavl.recognition.metadata.NamedTensors;

/**
 * A file that may hold an exported network, checked before anything of it is run: it is no larger than such a file can be, holds all of its
 * tensors itself, uses only ONNX's own operators of one version, and of these only those that exports are made of, and no networks within
 * operators.
 */
final class OnnxFile implements NamedTensors {
    /** The version of ONNX's operators that exports use. */
    static final int OPERATORS = 17;

    private static final long MOST_BYTES = Integer.MAX_VALUE;
    private static final int MOST_NODES = 100_000;
    private static final int MOST_ENTRIES = 64;
    private static final int MOST_CHARACTERS = 1 << 20;

    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_OPERATORS = 8;
    private static final int MODEL_METADATA = 14;
    private static final int MODEL_TRAINING = 20;
    private static final int MODEL_FUNCTIONS = 25;
    private static final int OPERATORS_DOMAIN = 1;
    private static final int OPERATORS_VERSION = 2;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_TENSOR = 5;
    private static final int GRAPH_SPARSE_TENSOR = 15;
    private static final String STATISTICS = "statistics.";

    private final Path path;
    private final ByteBuffer content;
    private final Map<String, String> metadata = new HashMap<>();
    private final Map<String, OnnxTensorCheck> tensors = new LinkedHashMap<>();
    private int nodes;
    private int graphs;
    private int operatorSets;

    private OnnxFile(Path path, ByteBuffer content) {
        this.path = path;
        this.content = content;
    }

    /**
     * Maps a file into memory and checks it.
     *
     * @throws VavlException if it cannot be read, or is no exported network
     */
    static OnnxFile open(Path path) {
        InputFile.require(path);
        try (FileChannel channel = FileChannel.open(path)) {
            if (channel.size() > MOST_BYTES) {
                throw new VavlException("has " + channel.size() + " bytes, and must have at most " + MOST_BYTES);
            }
            OnnxFile file = new OnnxFile(path, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            file.read();
            return file;
        } catch (InvalidProtocolBufferException e) {
            throw new VavlException(path + ": is damaged, or no ONNX network: " + e.getMessage(), e);
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        } catch (VavlException e) {
            throw new VavlException(path + ": is no exported model: " + e.getMessage(), e);
        }
    }

    private void read() throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(content.duplicate());
        in.enableAliasing(true);
        OnnxMessage.readAll(in, this::modelField);
        if (graphs != 1 || operatorSets != 1) {
            throw new VavlException("it has " + graphs + " graphs and " + operatorSets
                    + " sets of operators, and must have one of each");
        }
    }

    private boolean modelField(int number, CodedInputStream in) throws IOException {
        switch (number) {
            case MODEL_GRAPH -> {
                graphs++;
                OnnxMessage.read(in, this::graphField);
            }
            case MODEL_OPERATORS -> readOperators(in);
            case MODEL_METADATA -> readEntry(in);
            case MODEL_TRAINING, MODEL_FUNCTIONS ->
                throw new VavlException("it has networks for training or functions of its own, which no export has");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readOperators(CodedInputStream in) throws IOException {
        operatorSets++;
        OnnxMessage.read(in, (number, field) -> {
            if (number == OPERATORS_DOMAIN) {
                OnnxOperation.requireOnnx(field.readStringRequireUtf8());
            } else if (number == OPERATORS_VERSION) {
                long version = field.readInt64();
                if (version != OPERATORS) {
                    throw new VavlException(
                            "it uses ONNX's operators of version " + version + ", and must use those of " + OPERATORS);
                }
            } else {
                return false;
            }
            return true;
        });
    }

    private void readEntry(CodedInputStream in) throws IOException {
        String[] entry = {"", ""};
        OnnxMessage.read(in, (number, field) -> {
            if (number != 1 && number != 2) {
                return false;
            }
            entry[number - 1] = field.readStringRequireUtf8();
            return true;
        });
        if (entry[0].length() + entry[1].length() > MOST_CHARACTERS || metadata.size() == MOST_ENTRIES) {
            throw new VavlException("its metadata has more than " + MOST_ENTRIES + " entries, or one of more than "
                    + MOST_CHARACTERS + " characters");
        }
        if (metadata.put(entry[0], entry[1]) != null) {
            throw new VavlException("its metadata has '" + entry[0] + "' twice");
        }
    }

    private boolean graphField(int number, CodedInputStream in) throws IOException {
        switch (number) {
            case GRAPH_NODE -> readNode(in);
            case GRAPH_TENSOR -> {
                OnnxTensorCheck tensor = OnnxTensorCheck.read(in);
                if (tensors.put(tensor.name(), tensor) != null) {
                    throw new VavlException("it has the tensor '" + tensor.name() + "' twice");
                }
            }
            case GRAPH_SPARSE_TENSOR -> throw new VavlException("it has sparse tensors, which no export has");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readNode(CodedInputStream in) throws IOException {
        nodes++;
        if (nodes > MOST_NODES) {
            throw new VavlException("it has more than " + MOST_NODES + " operations");
        }
        OnnxOperation.check(in);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public Optional<List<Long>> shape(String name) {
        return Optional.ofNullable(tensors.get(name))
                .filter(OnnxTensorCheck::isFloats)
                .map(OnnxTensorCheck::shape);
    }

    @Override
    public FloatBuffer floats(String name) {
        OnnxTensorCheck tensor = tensors.get(name);
        if (tensor == null || !tensor.isFloats()) {
            throw new VavlException(path + ": lacks the tensor " + name);
        }
        return tensor.floats();
    }

    /** The tensors that the graph holds, by name, in the file's order. */
    Map<String, OnnxTensorCheck> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /** Its bytes. */
    ByteBuffer content() {
        return content.duplicate();
    }

    /** What it says beside the graph. */
    Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /**
     * Its statistics of a modality's features.
     *
     * @throws VavlException if it has none, or they make no sense
     */
    FeatureStatistics statistics(Modality modality) {
        String name = STATISTICS + modality.name();
        Optional<List<Long>> width = Optional.of(List.of((long) modality.width()));
        if (!shape(name + ".mean").equals(width) || !shape(name + ".deviation").equals(width)) {
            throw new VavlException(
                    path + ": has no " + name + ".mean and " + name + ".deviation of " + modality.width() + " values");
        }
        try {
            return new FeatureStatistics(values(name + ".mean"), values(name + ".deviation"));
        } catch (IllegalArgumentException e) {
            throw new VavlException(path + ": statistics of " + modality.name() + ": " + e.getMessage(), e);
        }
    }

    private float[] values(String name) {
        FloatBuffer read = floats(name);
        float[] values = new float[read.remaining()];
        read.get(values);
        return values;
    }
}
