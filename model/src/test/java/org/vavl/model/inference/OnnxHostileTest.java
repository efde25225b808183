package org.vavl.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.model.vavl.RandomClips;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.InferenceNetworks;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.onnx.OnnxLayout;

/** Files that say they are exported models and are not, or want more than a model may: each is refused in one line that names it. */
class OnnxHostileTest {
    @TempDir
    private Path folder;

    private ModelProto right;

    @BeforeEach
    void export() throws IOException {
        Path file = folder.resolve("right.onnx");
        try (TrainedModel model = new TrainedModel(
                new VavlFamily()
                        .presets()
                        .get("tiny")
                        .build(RandomClips.BOTH, RandomClips.CLASSES, ParameterStore.initialised(Device.CPU, 1)),
                RandomClips.unitStatistics(RandomClips.BOTH),
                Map.of("acoustic", new ExtractorId("a", "1"), "visual", new ExtractorId("v", "1")),
                new Provenance(Map.of(), ""))) {
            OnnxExport.write(file, model, WeightFormat.FLOAT32);
        }
        right = ModelProto.parseFrom(Files.readAllBytes(file));
        load(right).close();
    }

    private InferenceNetwork load(ModelProto model) throws IOException {
        return load(model.toByteArray());
    }

    private InferenceNetwork load(byte[] model) throws IOException {
        return InferenceNetworks.load(Files.write(folder.resolve("model.onnx"), model), Device.CPU, Precision.FLOAT32);
    }

    private void refused(Consumer<ModelProto.Builder> change, String... reasons) throws IOException {
        ModelProto.Builder changed = right.toBuilder();
        change.accept(changed);
        refused(changed.build().toByteArray(), reasons);
    }

    private void refused(byte[] model, String... reasons) {
        assertThatThrownBy(() -> load(model).close())
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("model.onnx")
                .hasMessageContainingAll(reasons)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1).hasSizeLessThan(1000));
    }

    private static Consumer<ModelProto.Builder> graph(Consumer<GraphProto.Builder> change) {
        return model -> change.accept(model.getGraphBuilder());
    }

    private static Consumer<ModelProto.Builder> tensor(String name, Consumer<TensorProto.Builder> change) {
        return graph(graph -> graph.getInitializerBuilderList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .forEach(change));
    }

    private static Consumer<ModelProto.Builder> node(String operator, Consumer<NodeProto.Builder> change) {
        return graph(graph -> graph.getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals(operator))
                .findFirst()
                .ifPresent(change));
    }

    private static Consumer<ModelProto.Builder> entry(String key, UnaryOperator<String> change) {
        return model -> model.getMetadataPropsBuilderList().stream()
                .filter(entry -> entry.getKey().equals(key))
                .forEach(entry -> entry.setValue(change.apply(entry.getValue())));
    }

    @Test
    void tensorsInOtherFilesAreRefused() throws IOException {
        String name = "shared.projection.weight";
        refused(
                tensor(name, tensor -> tensor.clearRawData()
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue("/etc/passwd"))),
                "other files");
        refused(tensor(name, tensor -> tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL)), "other files");
    }

    @Test
    void shapesThatTheFileDoesNotFillAreRefused() throws IOException {
        String name = "shared.projection.weight";
        refused(tensor(name, tensor -> tensor.setDims(0, 1L << 40)), name, "1099511627776");
        refused(tensor(name, tensor -> tensor.setDims(0, 1 << 30).setDims(1, 1 << 30)), name);
        refused(tensor(name, tensor -> tensor.setDims(0, -1)), name, "-1");
        refused(tensor(name, tensor -> tensor.setDims(0, 33)), name, "its shape needs 1056 times 4");
        refused(tensor(name, tensor -> tensor.clearRawData().addFloatData(1)), name, "0 bytes");
        refused(tensor(name, tensor -> tensor.setDataType(TensorProto.DataType.STRING_VALUE)), name, "type 8");
    }

    @Test
    void numbersThatWouldMakeHugeShapesAreRefused() throws IOException {
        byte[] huge = new byte[Long.BYTES];
        ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 40);
        refused(
                tensor("constant/int64/[0,-1]", tensor -> {})
                        .andThen(graph(graph -> graph.addInitializer(TensorProto.newBuilder()
                                .setName("huge")
                                .setDataType(TensorProto.DataType.INT64_VALUE)
                                .addDims(1)
                                .setRawData(ByteString.copyFrom(huge))))),
                "huge",
                "1099511627776");
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() throws IOException {
        refused(
                tensor("shared.projection.bias", tensor -> {
                    byte[] bytes = tensor.getRawData().toByteArray();
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(8, Float.NaN);
                    tensor.setRawData(ByteString.copyFrom(bytes));
                }),
                "shared.projection.bias",
                "value 2");
    }

    @Test
    void operatorsThatNoExportUsesAreRefused() throws IOException {
        refused(node("MatMul", node -> node.setDomain("com.example")), "operators of 'com.example'");
        refused(node("MatMul", node -> node.setDomain("com.microsoft")), "operators of 'com.microsoft'");
        refused(node("MatMul", node -> node.setOpType("Loop")), "operator 'Loop'");
        refused(node("MatMul", node -> node.setOpType("PyOp")), "operator 'PyOp'");
        refused(
                node(
                        "MatMul",
                        node -> node.addAttribute(AttributeProto.newBuilder()
                                .setName("body")
                                .setType(AttributeProto.AttributeType.GRAPH)
                                .setG(GraphProto.newBuilder()))),
                "network of its own");
        refused(
                model -> model.addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("com.example").setVersion(1)),
                "operators of 'com.example'");
        refused(model -> model.setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(7)), "version 7");
        refused(ModelProto.Builder::clearOpsetImport, "0 sets of operators");
        refused(model -> model.addFunctions(FunctionProto.newBuilder().setName("MatMul")), "functions of its own");
        refused(model -> model.addTrainingInfo(TrainingInfoProto.newBuilder()), "networks for training");
        refused(graph(graph -> graph.addSparseInitializer(SparseTensorProto.newBuilder())), "sparse");
    }

    @Test
    void anEndlessNumberOfOperationsIsRefused() throws IOException {
        NodeProto node = NodeProto.newBuilder().setOpType("Relu").build();
        refused(
                graph(graph -> {
                    for (int i = 0; i < 100_000; i++) {
                        graph.addNode(node);
                    }
                }),
                "more than 100000 operations");
    }

    @Test
    void metadataThatIsMissingOrMakesNoSenseIsRefused() throws IOException {
        refused(ModelProto.Builder::clearMetadataProps, "vavl.format");
        refused(entry("vavl.format", format -> "2"), "vavl.format", "'2'");
        refused(entry(OnnxLayout.KEY, json -> "{"), OnnxLayout.KEY);
        refused(entry(OnnxLayout.KEY, json -> json.replace("\"format\":\"1\"", "\"format\":\"2\"")), "format '2'");
        refused(entry(OnnxLayout.KEY, json -> json.replace("15000", "-5")), "mostFrames", "-5");
        refused(entry(OnnxLayout.KEY, json -> json.replace("[\"acoustic\"]", "[\"smell\"]")), "smell");
        refused(entry(OnnxLayout.KEY, json -> json.replace("\"visual\",\"mod", "\"acoustic\",\"mod")), "acoustic");
        refused(entry("vavl.task", json -> "null"), "vavl.task is null");
        refused(entry("vavl.task", json -> json.replace("[", "[\"surprised\",")), "head.acoustic", "FLOAT of [-1, 5]");
        refused(entry("vavl.modalities", json -> json.replace(":7", ":8")), "statistics.acoustic", "8 values");
        refused(entry("vavl.card", card -> "x".repeat(2_000_000)), "1048576 characters");
        refused(
                model -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey("vavl.task").setValue("{}")),
                "'vavl.task' twice");
        refused(
                model -> {
                    for (int i = 0; i < 100; i++) {
                        model.addMetadataProps(
                                StringStringEntryProto.newBuilder().setKey("k" + i));
                    }
                },
                "more than 64 entries");
        refused(
                model -> model.addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey("vavl.calibration")
                        .setValue("{\"smell\":1.5}")),
                "vavl.calibration");
    }

    @Test
    void statisticsThatAreMissingOrMakeNoSenseAreRefused() throws IOException {
        refused(
                graph(graph -> graph.getInitializerBuilderList().stream()
                        .filter(tensor -> tensor.getName().equals("statistics.visual.mean"))
                        .forEach(tensor -> tensor.setName("mean"))),
                "statistics.visual");
        refused(
                tensor(
                        "statistics.visual.deviation",
                        tensor -> tensor.setRawData(
                                ByteString.copyFrom(new byte[tensor.getRawData().size()]))),
                "statistics of visual");
    }

    @Test
    void inputsAndOutputsThatAreNotThoseOfTheMetadataAreRefused() throws IOException {
        refused(graph(graph -> graph.removeOutput(0)), "outputs");
        refused(
                graph(graph -> graph.getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder()
                        .getDimBuilder(1)
                        .setDimValue(5)),
                "features.acoustic");
        refused(graph(graph -> graph.addInput(graph.getInput(0).toBuilder().setName("more"))), "more");
    }

    @Test
    void graphsThatCannotBeRunAreRefused() throws IOException {
        refused(node("MatMul", node -> node.setInput(0, "nowhere")), "nowhere");
        refused(node("MatMul", node -> node.setOpType("Sin")), "can be run");
        refused(model -> model.clearGraph(), "0 graphs");
    }

    @Test
    void whatIsNoOnnxFileIsRefused() throws IOException {
        refused(new byte[0], "0 graphs");
        refused("no model".repeat(100).getBytes(StandardCharsets.UTF_8), "damaged");
        byte[] model = right.toByteArray();
        for (int share = 1; share < 8; share++) {
            refused(Arrays.copyOf(model, model.length * share / 8), "damaged");
        }
    }

    @Test
    void aFileThatIsLargerThanAnyOnnxFileIsNotRead() throws IOException {
        Path large = folder.resolve("model.onnx");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(1L << 31);
        }
        assertThatThrownBy(() -> InferenceNetworks.load(large, Device.CPU, Precision.FLOAT32))
                .isInstanceOf(VavlException.class)
                .hasMessageContainingAll(large.toString(), "2147483648 bytes");
    }

    /** A byte changed anywhere either leaves a model that answers, or is refused in one line. */
    @Tag("slow")
    @Test
    void damagedFilesAreRefusedOrRun() throws IOException {
        byte[] model = right.toByteArray();
        Random random = new Random(11);
        Map<Boolean, Integer> outcomes = new TreeMap<>();
        for (int attempt = 0; attempt < 200; attempt++) {
            byte[] damaged = model.clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try (InferenceNetwork network = load(damaged)) {
                network.forward(new RandomClips(attempt).mixed(3, RandomClips.BOTH));
                outcomes.merge(true, 1, Integer::sum);
            } catch (VavlException e) {
                assertThat(e.getMessage()).as("attempt %d", attempt).hasLineCount(1);
                outcomes.merge(false, 1, Integer::sum);
            }
        }
        assertThat(outcomes).containsKeys(true, false);
    }
}
