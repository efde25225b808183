package org.vavl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.vavl.model.vavl.RandomClips.BOTH;
import static org.vavl.model.vavl.RandomClips.CLASSES;
import static org.vavl.model.vavl.RandomClips.EXTRACTOR;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.model.inference.FrameTransform;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.TorchNetwork;
import org.vavl.model.inference.TrainedModel;
import org.vavl.model.vavl.RandomClips;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.recognition.inference.Predictor;
import org.vavl.recognition.inference.Provenance;

/** What holds for every family of networks that comes with the project. */
class ModelFamiliesTest {
    private static final String AUDIO_VISUAL = Head.AUDIO_VISUAL;

    private static final List<List<String>> EVERY_HEAD =
            List.of(List.of(AUDIO_VISUAL), List.of("acoustic"), List.of("visual"));

    @TempDir
    private Path folder;

    /** Which heads answer, by family, for a clip that is heard and seen, heard, seen. */
    private static final Map<String, List<List<String>>> ANSWERING = Map.of(
            "vavl", EVERY_HEAD,
            "unimodal", List.of(List.of("acoustic"), List.of("acoustic"), List.of()),
            "mult", List.of(List.of(AUDIO_VISUAL), List.of(), List.of()),
            "auxformer", EVERY_HEAD,
            "uavm", EVERY_HEAD,
            "sfav", EVERY_HEAD,
            "tlstm", EVERY_HEAD);

    /** All but those for pictures and samples, whose frames have to be some; they have tests of their own. */
    static List<ModelFamily> families() {
        return ModelConfigurations.families().stream()
                .filter(family -> family.getClass().getName().startsWith("org.vavl.model."))
                .filter(family -> !family.getClass().getName().contains("Test"))
                .filter(family -> !Set.of("face", "wav2vec2", "whisper").contains(family.name()))
                .toList();
    }

    private static TrainedModel tiny(ModelFamily family, long seed) {
        Map<String, ExtractorId> extractors = new HashMap<>();
        BOTH.forEach(modality -> extractors.put(modality.name(), EXTRACTOR));
        return new TrainedModel(
                ModelConfigurations.preset(family, "tiny")
                        .build(BOTH, CLASSES, ParameterStore.initialised(Device.CPU, seed)),
                RandomClips.unitStatistics(BOTH),
                extractors,
                new Provenance(Map.of(), ""));
    }

    /** Clips that the network can answer for, some of which lack a modality if it can answer for those. */
    private static List<Clip> clips(TrainedModel model, long seed) {
        return new RandomClips(seed)
                .mixed(23, BOTH).stream()
                        .filter(clip -> !model.network()
                                .selectedHeads(clip.features().keySet())
                                .isEmpty())
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("families")
    void aPredictionIsTheSameAloneOrPaddedInAnyBatchAndOrder(ModelFamily family) {
        for (long seed = 1; seed <= 3; seed++) {
            try (TrainedModel model = tiny(family, seed)) {
                List<Clip> clips = clips(model, seed);
                assertThat(clips).hasSizeGreaterThan(5);
                List<Prediction> alone =
                        TorchNetwork.predictor(model, Precision.FLOAT32, 1).predict(clips);
                List<Prediction> together =
                        TorchNetwork.predictor(model, Precision.FLOAT32, 23).predict(clips);
                List<Clip> shuffled = new ArrayList<>(clips);
                Collections.shuffle(shuffled, new Random(seed));
                List<Prediction> inAnotherOrder =
                        TorchNetwork.predictor(model, Precision.FLOAT32, 7).predict(shuffled);
                for (int i = 0; i < clips.size(); i++) {
                    assertSame(alone.get(i), together.get(i), seed);
                    assertSame(alone.get(i), inAnotherOrder.get(shuffled.indexOf(clips.get(i))), seed);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void parametersKeptInBfloat16AnswerAsThoseThatAreConvertedForEachAnswer(ModelFamily family) {
        Path file = folder.resolve("model.safetensors");
        try (TrainedModel written = tiny(family, 5)) {
            ModelFile.write(file, written);
            List<Clip> clips = clips(written, 5);
            try (TrainedModel converted = ModelFile.read(file, Device.CPU);
                    TorchNetwork kept = ModelFile.readForInference(file, Device.CPU, Precision.BFLOAT16)) {
                assertThat(new Predictor(kept, 4).predict(clips))
                        .isEqualTo(TorchNetwork.predictor(converted, Precision.BFLOAT16, 4)
                                .predict(clips));
            }
        }
    }

    private static void assertSame(Prediction expected, Prediction actual, long seed) {
        assertThat(actual.selectedHeads()).isEqualTo(expected.selectedHeads());
        assertThat(actual.heads().keySet()).isEqualTo(expected.heads().keySet());
        expected.heads().forEach((head, values) -> {
            for (int c = 0; c < values.size(); c++) {
                assertThat(Objects.requireNonNull(actual.heads().get(head)).get(c))
                        .as("seed %d, %s, head %s, class %d", seed, expected.clip(), head, c)
                        .isCloseTo(values.get(c), within(1e-5));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("families")
    void headsAnswerWhereTheirModalitiesAreThere(ModelFamily family) {
        try (TrainedModel model = tiny(family, 1)) {
            List<List<String>> expected = Objects.requireNonNull(ANSWERING.get(family.name()), family.name());
            assertThat(Stream.of(Set.of("acoustic", "visual"), Set.of("acoustic"), Set.of("visual"))
                            .map(present -> model.network().selectedHeads(present).stream()
                                    .map(Head::name)
                                    .toList()))
                    .isEqualTo(expected);
            assertThat(model.network().selectedHeads(Set.of())).isEmpty();
        }
    }

    /** What a network says of one modality must not depend on whether the clip has the other. */
    @ParameterizedTest
    @MethodSource("families")
    void aHeadForOneModalityDoesNotLookAtTheOther(ModelFamily family) {
        try (TrainedModel model = tiny(family, 2)) {
            assumeThat(model.network().heads())
                    .as("a network with one head has none for one modality")
                    .anyMatch(head -> head.modalities().size() == 1);
            Predictor predictor = TorchNetwork.predictor(model, Precision.FLOAT32, 8);
            List<Clip> complete = new RandomClips(4).complete(6, BOTH);
            List<Prediction> expected = predictor.predict(complete);
            for (Head head : model.network().heads()) {
                if (head.modalities().size() == 1) {
                    List<Prediction> alone = predictor.predict(complete.stream()
                            .map(clip -> only(head.name(), clip))
                            .toList());
                    for (int i = 0; i < complete.size(); i++) {
                        assertThat(alone.get(i).heads().get(head.name()).get(0))
                                .isCloseTo(
                                        expected.get(i).heads().get(head.name()).get(0), within(1e-5));
                    }
                }
            }
        }
    }

    private static Clip only(String modality, Clip clip) {
        return new Clip(
                clip.id(),
                clip.speaker(),
                clip.labels(),
                Map.of(modality, Objects.requireNonNull(clip.features().get(modality))));
    }

    /** A parameter that no loss reaches is dead weight. Attention's softmax takes no notice of a bias of its keys. */
    @ParameterizedTest
    @MethodSource("families")
    void everyParameterGetsAGradientFromClipsWithEverything(ModelFamily family) {
        try (TrainedModel trained = tiny(family, 3);
                PointerScope scope = new PointerScope()) {
            EmotionModel model = trained.network();
            BatchAssembler assembler = new BatchAssembler(CLASSES, RandomClips.unitStatistics(BOTH), Device.CPU);
            Batch batch = assembler.assemble(new RandomClips(3).complete(6, BOTH), FrameTransform.NONE);
            PredictionLoss loss = new SquaredError();
            Set<String> reached = new java.util.TreeSet<>();
            for (Update update : model.updates()) {
                assertThat(update.appliesTo(batch)).isTrue();
                update.loss(batch, loss, ForwardMode.training(Precision.FLOAT32))
                        .backward();
            }
            model.parameters().parameters().forEach((name, parameter) -> {
                if (parameter.grad().defined() && parameter.grad().abs().sum().item_double() > 0) {
                    reached.add(name);
                }
            });
            Set<String> trainedNames =
                    new java.util.TreeSet<>(model.parameters().learnable().keySet());
            trainedNames.removeIf(name -> name.contains("key.bias"));
            trainedNames.removeAll(reached);
            assertThat(trainedNames).as("parameters that no loss reaches").isEmpty();
        }
    }

    /** What ranks that share a batch rely on. */
    @ParameterizedTest
    @MethodSource("families")
    void anUpdateNamesWhatItComparesAndANetworkThatNormalisesOverABatchSaysSo(ModelFamily family) {
        try (TrainedModel trained = tiny(family, 3);
                PointerScope scope = new PointerScope()) {
            EmotionModel model = trained.network();
            BatchAssembler assembler = new BatchAssembler(CLASSES, RandomClips.unitStatistics(BOTH), Device.CPU);
            Batch batch = assembler.assemble(new RandomClips(3).mixed(9, BOTH), FrameTransform.NONE);
            Map<String, Tensor> before = new HashMap<>();
            model.parameters()
                    .parameters()
                    .forEach((name, parameter) ->
                            before.put(name, parameter.detach().clone()));
            for (Update update : model.updates()) {
                List<Comparison> compared = update.compare(batch, ForwardMode.training(Precision.FLOAT32));
                List<String> names = compared.stream().map(Comparison::name).toList();
                assertThat(names).isNotEmpty().doesNotHaveDuplicates();
                assertThat(update.comparisons()).containsSubsequence(names);
                compared.forEach(comparison -> assertThat(comparison.clips()).isPositive());
            }
            boolean changed = model.parameters().parameters().entrySet().stream()
                    .anyMatch(entry -> !entry.getValue().equal(Objects.requireNonNull(before.get(entry.getKey()))));
            assertThat(model.normalisesOverBatch())
                    .as("statistics of batches are kept")
                    .isEqualTo(changed);
        }
    }

    /** A loss for tests. */
    private record SquaredError() implements PredictionLoss {
        @Override
        public Tensor of(Tensor outputsNC, Tensor targetsNC) {
            return torch.mse_loss(outputsNC.to(targetsNC.scalar_type()), targetsNC);
        }

        @Override
        public double reconstructionWeight() {
            return 1;
        }
    }

    @Test
    void thePaperSizesHaveTheParametersThatTheirSpecificationsImply() {
        assertThat(parameters("unimodal", "paper")).isEqualTo(32_296_198);
        assertThat(parameters("unimodal", "visual-paper")).isEqualTo(32_392_198);
        assertThat(parameters("mult", "paper")).isEqualTo(755_806);
        assertThat(parameters("auxformer", "paper")).isEqualTo(1_233_112);
        assertThat(parameters("tlstm", "paper")).isEqualTo(485_734);
        long usedOfSfav = parameters("sfav", "paper");
        long unusedValues = 64 * 128 + 128 * 64;
        long unusedOutputs = 128 * 128 + 128 + 64 * 64 + 64;
        assertThat(usedOfSfav).isEqualTo(815_430);
        assertThat(usedOfSfav + unusedValues + unusedOutputs).isCloseTo(850_000L, withPercentage(0.5));
        long usedOfUavm = parameters("uavm", "paper");
        long unusedProjections = 2 * (1024 * 1024 + 1024);
        long unusedHeads = 2 * (2 * 1024 + 1024 * 6 + 6);
        assertThat(usedOfUavm).isEqualTo(114_888_454);
        assertThat(usedOfUavm + unusedProjections + unusedHeads).isCloseTo(117_000_000L, withPercentage(0.01));
    }

    private static long parameters(String family, String preset) {
        List<Modality> ofThePaper = List.of(new Modality("acoustic", 1024), new Modality("visual", 1408));
        Task sixClasses = new Task.Classification(List.of("1", "2", "3", "4", "5", "6"), false);
        try (EmotionModel model = ModelConfigurations.preset(ModelConfigurations.family(family), preset)
                .build(ofThePaper, sixClasses, ParameterStore.shapesOnly())) {
            return ParameterCounts.of(model).total();
        }
    }
}
