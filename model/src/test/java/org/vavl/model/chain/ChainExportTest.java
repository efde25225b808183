package org.vavl.model.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.features.audio.speech.SpeechDetector;
import org.vavl.features.audio.speech.SpeechMaskedExtractor;
import org.vavl.features.audio.speech.SpeechSegment;
import org.vavl.features.media.MediaLimits;
import org.vavl.features.onnxruntime.OnnxRuntime;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.VisualSettings;
import org.vavl.features.vision.detection.FaceDetectorSource;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.face.FaceFamily;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.OnnxExport;
import org.vavl.model.inference.TrainedModel;
import org.vavl.model.vavl.RandomClips;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.NetworkOutput;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.onnx.OnnxInferenceNetwork;

/** A chain answers for samples and pictures as the model does for what the extractors make of them. */
class ChainExportTest {
    private static final Path WHISPER = Path.of("src/test/resources/org/vavl/model/whisper/tiny");
    private static final int RATE = 16_000;
    private static final int SIDE = 16;
    private static final int PIXELS = SIDE * SIDE;

    @TempDir
    private Path folder;

    private Extractors extractors = Extractors.standard();
    private Path model = Path.of("");

    @BeforeEach
    void train() {
        Path faces = folder.resolve("faces.safetensors");
        Modality pictures = new Modality(Modality.VISUAL, PIXELS);
        try (TrainedModel trained = new TrainedModel(
                ModelConfigurations.preset(new FaceFamily(), "tiny")
                        .build(List.of(pictures), RandomClips.CLASSES, ParameterStore.initialised(Device.CPU, 3)),
                RandomClips.unitStatistics(List.of(pictures)),
                Map.of(Modality.VISUAL, RandomClips.EXTRACTOR),
                new Provenance(Map.of(), ""))) {
            ModelFile.write(faces, trained);
        }
        extractors = extractors.with("whisper", WHISPER).with("face-model", faces);
        model = trained(4, 5);
    }

    private Path trained(int seed, int frameRate) {
        try (SpeechMaskedExtractor sound = sound(frameRate);
                VisualFrontEnd face = face()) {
            List<Modality> modalities = List.of(
                    new Modality(Modality.ACOUSTIC, sound.width()),
                    new Modality(Modality.VISUAL, face.extractor().width()));
            Map<String, ExtractorId> ids = Map.of(Modality.ACOUSTIC, sound.id(), Modality.VISUAL, face.id());
            Path file = folder.resolve("model-" + seed + ".safetensors");
            try (TrainedModel trained = new TrainedModel(
                    ModelConfigurations.preset(new VavlFamily(), "tiny")
                            .build(modalities, RandomClips.CLASSES, ParameterStore.initialised(Device.CPU, seed)),
                    RandomClips.unitStatistics(modalities),
                    ids,
                    new Provenance(Map.of(), ""))) {
                ModelFile.write(file, trained);
            }
            return file;
        }
    }

    private SpeechMaskedExtractor sound(int frameRate) {
        AcousticExtractor whisper = extractors.acoustic(
                "whisper", List.of("windowSeconds=2", "contextSeconds=0.5", "frameRate=" + frameRate));
        return new SpeechMaskedExtractor(
                whisper, SpeechDetector.of(SpeechDetection.SILERO).orElseThrow());
    }

    private VisualFrontEnd face() {
        return new VisualFrontEnd(
                extractors.visual("face-model"),
                FaceDetectorSource.haar(),
                VisualSettings.defaults(),
                MediaLimits.defaults());
    }

    /** Noise, a pause of digital silence, and a tone. */
    private static float[] samples(int count, long seed) {
        Random random = new Random(seed);
        float[] samples = new float[count];
        for (int n = 0; n < count; n++) {
            boolean isSilent = n > count / 3 && n < count / 2;
            samples[n] = isSilent ? 0 : (float) (0.05 * random.nextGaussian() + 0.3 * Math.sin(0.1 * n));
        }
        return samples;
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1599, 1600, 1760, 3201, 16_000, 20_011, 32_000})
    void samplesAndPicturesAreAnsweredAsTheirFeaturesAre(int count) throws OrtException {
        int frameRate = count % 2 == 0 ? 5 : 10;
        Path chosen = trained(count, frameRate);
        float[] samples = samples(count, count);
        List<SpeechSegment> speech = List.of(new SpeechSegment(0, count * 0.6 / RATE));
        List<Image> pictures = pictures(1 + count % 7, count);
        NetworkOutput expected = expected(chosen, frameRate, samples, speech, pictures);
        Path chain = folder.resolve("chain.onnx");
        ChainExport.write(chain, chosen, extractors.weights(), WeightFormat.FLOAT32);
        Map<String, float[]> actual = ask(chain, samples, (int) Math.round(count * 0.6), pictures);
        expected.heads().forEach((head, logits) -> {
            float[] there = Objects.requireNonNull(actual.get("head." + head), head);
            for (int c = 0; c < logits.length; c++) {
                assertThat(there[c]).as("%s of %d samples", head, count).isCloseTo(logits[c], within(2e-4f));
            }
        });
    }

    private static List<Image> pictures(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(t -> {
                    byte[] pixels = new byte[PIXELS];
                    random.nextBytes(pixels);
                    return new Image(
                            SIDE,
                            SIDE,
                            Image.GREY,
                            ByteBuffer.allocateDirect(PIXELS).put(pixels).flip());
                })
                .toList();
    }

    private NetworkOutput expected(
            Path chosen, int frameRate, float[] samples, List<SpeechSegment> speech, List<Image> pictures) {
        Path exported = folder.resolve("model.onnx");
        try (TrainedModel trained = ModelFile.read(chosen, Device.CPU)) {
            OnnxExport.write(exported, trained, WeightFormat.FLOAT32);
        }
        try (SpeechMaskedExtractor sound = sound(frameRate);
                VisualExtractor faces = extractors.visual("face-model");
                InferenceNetwork network = OnnxInferenceNetwork.load(exported)) {
            FeatureSequence heard = sound.extract("samples", samples, speech);
            BitSet valid = new BitSet();
            valid.set(0, pictures.size());
            FeatureSequence seen = new FeatureSequence(
                    FloatBuffer.wrap(faces.extract(pictures)), faces.width(), 25, valid, face().id());
            Clip clip = new Clip(
                    "clip",
                    "speaker",
                    Labels.ofClass("sad"),
                    Map.of(Modality.ACOUSTIC, () -> heard, Modality.VISUAL, () -> seen));
            return network.forward(List.of(clip)).get(0);
        }
    }

    private static Map<String, float[]> ask(Path chain, float[] samples, int spoken, List<Image> pictures)
            throws OrtException {
        byte[] speech = new byte[samples.length];
        Arrays.fill(speech, 0, spoken, (byte) 1);
        float[] pixels = new float[pictures.size() * PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pictures.get(i / PIXELS).pixels().get(i % PIXELS) & 0xFF;
        }
        byte[] there = new byte[pictures.size()];
        Arrays.fill(there, (byte) 1);
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession session = environment.createSession(chain.toString());
                OnnxTensor sound = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(samples), new long[] {1, samples.length});
                OnnxTensor spoken1N = OnnxTensor.createTensor(
                        environment, ByteBuffer.wrap(speech), new long[] {1, samples.length}, OnnxJavaType.BOOL);
                OnnxTensor faces = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(pixels), new long[] {1, pictures.size(), PIXELS});
                OnnxTensor valid = OnnxTensor.createTensor(
                        environment, ByteBuffer.wrap(there), new long[] {1, pictures.size()}, OnnxJavaType.BOOL);
                OrtSession.Result result = session.run(Map.of(
                        "features.samples", sound,
                        "valid.samples", spoken1N,
                        "features.pixels", faces,
                        "valid.pixels", valid))) {
            Map<String, float[]> outputs = new HashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                outputs.put(output.getKey(), ((float[][]) output.getValue().getValue())[0]);
            }
            return outputs;
        }
    }

    @Test
    void whatWasExportedOfAModelServesAsWellAsTheModelAndVavlItselfDoesNotTakeAChain() {
        Path exported = folder.resolve("model.onnx");
        try (TrainedModel trained = ModelFile.read(model, Device.CPU)) {
            OnnxExport.write(exported, trained, WeightFormat.FLOAT32);
        }
        Path ofExport = folder.resolve("one.onnx");
        Path ofModel = folder.resolve("other.onnx");
        ChainExport.write(ofExport, exported, extractors.weights(), WeightFormat.FLOAT32);
        ChainExport.write(ofModel, model, extractors.weights(), WeightFormat.FLOAT32);
        assertThat(ofExport).hasSameBinaryContentAs(ofModel);
        Path again = folder.resolve("again.onnx");
        OnnxExport.write(again, exported, WeightFormat.FLOAT32);
        assertThat(again).hasSameBinaryContentAs(exported);
        assertThatThrownBy(() -> OnnxInferenceNetwork.load(ofModel))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("takes samples and face crops")
                .hasMessageContaining("without --extractors");
    }

    @Test
    void extractorsThatAreNotTheModelsOrAreNoNetworksAreNamed() {
        WeightSources others = extractors.with("face-model", model).weights();
        assertThatThrownBy(() -> ChainExport.write(folder.resolve("x.onnx"), model, others, WeightFormat.FLOAT32))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("the model was trained on features of face-model");
        Path ofOthers = folder.resolve("others.safetensors");
        try (TrainedModel trained = new TrainedModel(
                ModelConfigurations.preset(new VavlFamily(), "tiny")
                        .build(RandomClips.BOTH, RandomClips.CLASSES, ParameterStore.initialised(Device.CPU, 1)),
                RandomClips.unitStatistics(RandomClips.BOTH),
                Map.of("acoustic", new ExtractorId("logmel", "1"), "visual", RandomClips.EXTRACTOR),
                new Provenance(Map.of(), ""))) {
            ModelFile.write(ofOthers, trained);
        }
        assertThatThrownBy(() -> ChainExport.write(folder.resolve("x.onnx"), ofOthers, others, WeightFormat.FLOAT32))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("the acoustic features are of the extractor logmel")
                .hasMessageContaining("whisper and face-model");
        assertThat(folder.resolve("x.onnx")).doesNotExist();
    }
}
