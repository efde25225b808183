package org.vavl.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.FeatureStatistics;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.vavl.RandomClips;
import org.vavl.model.vavl.VavlConfiguration;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.NetworkOutput;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.onnx.OnnxInferenceNetwork;

/** Exported networks answer on ONNX Runtime as they do on libtorch. */
class OnnxParityTest {
    private static final ExtractorId EXTRACTOR = new ExtractorId("random", "1");
    private static final Modality TEXT = new Modality("text", 3);
    private static final Task CLASSES = RandomClips.CLASSES;
    private static final Task ATTRIBUTES =
            new Task.Regression(List.of(new Task.Attribute("arousal", 1, 7), new Task.Attribute("valence", 1, 7)));

    /** In frames, of one of the networks; of the others it takes as long for each, and {@code -Dvavl.test.exportedFrames=2000} does it. */
    private static final int LONGEST = 2000;

    private static final String WITH_LONGEST = "vavl of classes";
    private static final int LONGEST_OF_OTHERS = Integer.getInteger("vavl.test.exportedFrames", 64);

    @TempDir
    private Path folder;

    /** A network to export. */
    record Exported(String name, ModelConfiguration configuration, List<Modality> modalities, Task task) {
        @Override
        public String toString() {
            return name;
        }

        TrainedModel model(long seed) {
            EmotionModel network = configuration.build(modalities, task, ParameterStore.initialised(Device.CPU, seed));
            Random random = new Random(seed);
            Map<Modality, FeatureStatistics> statistics = new LinkedHashMap<>();
            Map<String, ExtractorId> extractors = new HashMap<>();
            for (Modality modality : network.modalities()) {
                float[] means = new float[modality.width()];
                float[] deviations = new float[modality.width()];
                for (int d = 0; d < means.length; d++) {
                    means[d] = (float) random.nextGaussian();
                    deviations[d] = 0.5f + random.nextFloat();
                }
                statistics.put(modality, new FeatureStatistics(means, deviations));
                extractors.put(modality.name(), EXTRACTOR);
            }
            return new TrainedModel(network, statistics, extractors, new Provenance(Map.of(), ""));
        }
    }

    static Stream<Exported> networks() {
        List<Exported> all = new ArrayList<>();
        VavlConfiguration tiny = (VavlConfiguration) preset("vavl");
        all.add(new Exported(WITH_LONGEST, tiny, RandomClips.BOTH, CLASSES));
        all.add(new Exported("vavl of attributes", tiny, RandomClips.BOTH, ATTRIBUTES));
        all.add(new Exported("vavl of one modality", tiny, List.of(RandomClips.VISUAL), CLASSES));
        all.add(new Exported(
                "vavl of three modalities", tiny, List.of(RandomClips.ACOUSTIC, RandomClips.VISUAL, TEXT), CLASSES));
        all.add(new Exported(
                "vavl without the shared residual", ablated(tiny, false, true), RandomClips.BOTH, CLASSES));
        all.add(new Exported("vavl without reconstruction", ablated(tiny, true, false), RandomClips.BOTH, CLASSES));
        all.add(new Exported("vavl without a joint head", tiny.withJointHead(false), RandomClips.BOTH, CLASSES));
        for (String family : List.of("unimodal", "uavm", "mult", "auxformer", "tlstm", "sfav")) {
            all.add(new Exported(family, preset(family), RandomClips.BOTH, CLASSES));
        }
        all.add(new Exported(
                "mult of three modalities",
                preset("mult"),
                List.of(RandomClips.ACOUSTIC, RandomClips.VISUAL, TEXT),
                CLASSES));
        List<Modality> pictures = List.of(new Modality(Modality.VISUAL, 16 * 16));
        all.add(new Exported("face", preset("face"), pictures, CLASSES));
        return all.stream();
    }

    private static VavlConfiguration ablated(VavlConfiguration of, boolean residual, boolean reconstruction) {
        return new VavlConfiguration(
                of.width(),
                of.attentionHeads(),
                of.modalityBlocks(),
                of.sharedBlocks(),
                of.feedForwardWidth(),
                of.convolutionKernel(),
                of.projectionWidth(),
                of.projectionKernel(),
                of.headWidths(),
                of.dropout(),
                of.headDropout(),
                residual,
                reconstruction,
                of.jointHead());
    }

    private static ModelConfiguration preset(String family) {
        return ModelConfigurations.preset(ModelConfigurations.family(family), "tiny");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void anExportedNetworkAnswersAsItDoesOnLibtorchWhateverIsMissing(Exported exported) {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            List<List<Clip>> batches = new ArrayList<>();
            for (int clips = 1; clips <= 8; clips++) {
                batches.add(clips(random, exported.modalities(), clips, 40));
            }
            compare(exported, seed, batches);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("networks")
    void anExportedNetworkAnswersAsItDoesOnLibtorchAtEveryLength(Exported exported) {
        int longest = exported.name().equals(WITH_LONGEST) ? LONGEST : LONGEST_OF_OTHERS;
        List<List<Clip>> batches = new ArrayList<>();
        for (int frames : new int[] {1, 2, 3, 31, longest / 8 + 1, longest}) {
            Random random = new Random(frames);
            batches.add(clips(random, exported.modalities(), 1, frames));
            batches.add(clips(random, exported.modalities(), 8, frames));
        }
        compare(exported, 8, batches);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aClipIsAnsweredThereAsItIsAloneWhateverItsBatch(Exported exported) {
        try (TrainedModel model = exported.model(4);
                OnnxInferenceNetwork network = export(model, WeightFormat.FLOAT32)) {
            List<Clip> clips = clips(new Random(4), exported.modalities(), 9, 40);
            List<NetworkOutput> together = network.forward(clips);
            for (int i = 0; i < clips.size(); i++) {
                assertSame("clip " + i, network.forward(clips.subList(i, i + 1)).get(0), together.get(i), 1e-5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void libtorchRunsWhatWasExportedOnOtherDevicesThanTheProcessor(Exported exported) {
        List<Clip> clips = clips(new Random(6), exported.modalities(), 8, 40);
        try (TrainedModel model = exported.model(6)) {
            for (WeightFormat format : WeightFormat.values()) {
                try (OnnxInferenceNetwork expected = export(model, format);
                        TorchNetwork network = ModelFile.readForInference(
                                folder.resolve(format + ".onnx"), Device.CPU, Precision.FLOAT32)) {
                    List<NetworkOutput> onOnnx = expected.forward(clips);
                    List<NetworkOutput> onLibtorch = network.forward(clips);
                    for (int i = 0; i < clips.size(); i++) {
                        assertSame(format + ", clip " + i, onOnnx.get(i), onLibtorch.get(i), 1e-5);
                    }
                    assertThat(network.description()).isEqualTo(expected.description());
                }
            }
        }
    }

    @Test
    void anExportIsATrainedModelOnlyIfItHasAllParameters() {
        Path file = folder.resolve("float32.onnx");
        List<Exported> all = networks().toList();
        try (TrainedModel faces = all.get(all.size() - 1).model(7)) {
            export(faces, WeightFormat.FLOAT32).close();
            try (TrainedModel again = ModelFile.read(file, Device.CPU)) {
                assertThat(ParameterDigest.of(again)).isEqualTo(ParameterDigest.of(faces));
            }
        }
        try (TrainedModel reconstructing = all.get(0).model(7)) {
            export(reconstructing, WeightFormat.FLOAT32).close();
            assertThatThrownBy(() -> ModelFile.read(file, Device.CPU).close())
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("reconstruction")
                    .hasMessageContaining("an export has only what answers need: take the model file");
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void smallerWeightsAnswerNearlyTheSame(Exported exported) {
        List<Clip> clips = clips(new Random(5), exported.modalities(), 8, 40);
        try (TrainedModel model = exported.model(5);
                OnnxInferenceNetwork whole = export(model, WeightFormat.FLOAT32);
                OnnxInferenceNetwork half = export(model, WeightFormat.FLOAT16);
                OnnxInferenceNetwork quarter = export(model, WeightFormat.INT8)) {
            List<NetworkOutput> expected = whole.forward(clips);
            for (int i = 0; i < clips.size(); i++) {
                assertSame("float16", expected.get(i), half.forward(clips).get(i), 0.01);
                assertSame("int8", expected.get(i), quarter.forward(clips).get(i), 0.1);
            }
            assertThat(half.forward(clips)).isNotEqualTo(expected);
        }
    }

    private void compare(Exported exported, long seed, List<List<Clip>> batches) {
        try (TrainedModel model = exported.model(seed);
                OnnxInferenceNetwork network = export(model, WeightFormat.FLOAT32)) {
            InferenceNetwork expected = new TorchNetwork(model, Precision.FLOAT32);
            for (List<Clip> clips : batches) {
                List<NetworkOutput> onLibtorch = expected.forward(clips);
                List<NetworkOutput> onOnnx = network.forward(clips);
                for (int i = 0; i < clips.size(); i++) {
                    String place = "seed " + seed + ", clip " + i + " of " + clips.size();
                    assertSame(place, onLibtorch.get(i), onOnnx.get(i), 1e-5);
                    assertThat(network.selectedHeads(onOnnx.get(i).evidence().modalities()))
                            .isEqualTo(expected.selectedHeads(
                                    onOnnx.get(i).evidence().modalities()));
                }
            }
            assertThat(network.description()).isEqualTo(model.description());
        }
    }

    private OnnxInferenceNetwork export(TrainedModel model, WeightFormat format) {
        Path file = folder.resolve(format + ".onnx");
        OnnxExport.write(file, model, format);
        return OnnxInferenceNetwork.load(file);
    }

    private static void assertSame(String place, NetworkOutput expected, NetworkOutput actual, double tolerance) {
        assertThat(actual.evidence()).isEqualTo(expected.evidence());
        assertSame(place, expected.heads(), actual.heads(), tolerance);
        assertSame(place + ", embeddings", expected.embeddings(), actual.embeddings(), tolerance);
    }

    private static void assertSame(
            String place, Map<String, float[]> expected, Map<String, float[]> actual, double tolerance) {
        assertThat(actual.keySet()).as(place).isEqualTo(expected.keySet());
        expected.forEach((head, values) -> {
            float[] there = Objects.requireNonNull(actual.get(head));
            assertThat(there).hasSameSizeAs(values);
            for (int c = 0; c < values.length; c++) {
                assertThat(there[c])
                        .as("%s, head %s, output %d", place, head, c)
                        .isCloseTo(values[c], within((float) tolerance));
            }
        });
    }

    /** Clips of random lengths, of which the first has all modalities and the most frames, and others lack some. */
    private static List<Clip> clips(Random random, List<Modality> modalities, int count, int longest) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Map<String, Supplier<FeatureSequence>> features = new HashMap<>();
                    for (Modality modality : modalities) {
                        if (i == 0 || random.nextInt(3) > 0) {
                            FeatureSequence sequence =
                                    sequence(random, modality, i == 0 ? longest : 1 + random.nextInt(longest));
                            features.put(modality.name(), () -> sequence);
                        }
                    }
                    return new Clip("clip" + i, "speaker", Labels.ofClass("sad"), features);
                })
                .toList();
    }

    private static FeatureSequence sequence(Random random, Modality modality, int frames) {
        float[] values = new float[frames * modality.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        BitSet valid = new BitSet();
        for (int t = 0; t < frames; t++) {
            valid.set(t, random.nextInt(5) > 0);
        }
        valid.set(random.nextInt(frames));
        for (int t = valid.nextClearBit(0); t < frames; t = valid.nextClearBit(t + 1)) {
            values[t * modality.width()] = Float.NaN;
        }
        return new FeatureSequence(FloatBuffer.wrap(values), modality.width(), 25, valid, EXTRACTOR);
    }
}
