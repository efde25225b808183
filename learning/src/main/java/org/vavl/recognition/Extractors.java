package org.vavl.recognition;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.assets.AssetStore;
import org.vavl.assets.Assets;
import org.vavl.audio.AcousticSettings;
import org.vavl.audio.LogMelExtractor;
import org.vavl.audio.WaveformExtractor;
import org.vavl.audio.wav2vec2.Wav2Vec2Extractor;
import org.vavl.audio.wav2vec2.Wav2Vec2Settings;
import org.vavl.audio.wav2vec2.Wav2Vec2Source;
import org.vavl.audio.wav2vec2.Wav2Vec2Version;
import org.vavl.configuration.ConfigurationReader;
import org.vavl.configuration.YamlTree;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.ExtractorId;
import org.vavl.features.VisualExtractor;
import org.vavl.media.MediaLimits;
import org.vavl.nn.Device;
import org.vavl.nn.VavlException;
import org.vavl.onnx.OnnxFaceExtractor;
import org.vavl.onnx.OnnxFaceSettings;
import org.vavl.onnx.OnnxSoundExtractor;
import org.vavl.onnx.OnnxSoundSettings;
import org.vavl.vision.FaceHogExtractor;

/**
 * The extractors by name: {@code logmel}, {@code wav2vec2}, {@code onnx} and {@code waveform} for sound, {@code face-hog}, {@code face-model}, {@code efficientnet-b2} and
 * {@code onnx} for faces. The one place where a name becomes an extractor.
 *
 * @param store has the weights of extractors whose weights are nowhere else
 * @param sources where weights are otherwise, by the extractor's name: for {@code wav2vec2} a folder of Hugging Face's files, for {@code
 *     efficientnet-b2} its file, for any other name a YAML file that describes an ONNX network
 */
public record Extractors(AssetStore store, Map<String, Path> sources) {
    private static final String ONNX = OnnxFaceExtractor.NAME;
    private static final List<String> ACOUSTIC =
            List.of(LogMelExtractor.NAME, Wav2Vec2Extractor.NAME, ONNX, WaveformExtractor.NAME);
    private static final List<String> VISUAL =
            List.of(FaceHogExtractor.NAME, FaceModelExtractor.NAME, Assets.EFFICIENTNET_B2, ONNX);

    /** Copies the sources. */
    public Extractors {
        sources = Map.copyOf(sources);
    }

    /** With the weights that are in the user's store. */
    public static Extractors standard() {
        return new Extractors(AssetStore.standard(), Map.of());
    }

    /** The same with the weights of an extractor in another place. */
    public Extractors with(String name, Path source) {
        Map<String, Path> more = new LinkedHashMap<>(sources);
        more.put(name, source);
        return new Extractors(store, more);
    }

    /** The names of acoustic extractors. */
    public static List<String> acousticNames() {
        return ACOUSTIC;
    }

    /** The names of visual extractors. */
    public static List<String> visualNames() {
        return VISUAL;
    }

    /**
     * Opens an acoustic extractor.
     *
     * @param settings laid over its defaults, or over its file's: {@code key=value}
     * @throws VavlException if there is none of that name, a setting is not as it must be, or its weights are missing or wrong
     */
    public AcousticExtractor acoustic(String name, List<String> settings) {
        return switch (name) {
            case LogMelExtractor.NAME -> new LogMelExtractor(read(settings, AcousticSettings.defaults()));
            case Wav2Vec2Extractor.NAME -> wav2Vec2(read(settings, Wav2Vec2Settings.defaults()));
            case ONNX -> sound(require(ONNX), settings);
            case WaveformExtractor.NAME -> waveform(settings);
            default -> throw unknown("acoustic", name, ACOUSTIC);
        };
    }

    private static AcousticExtractor waveform(List<String> settings) {
        if (!settings.isEmpty()) {
            throw new VavlException(
                    "extractor " + WaveformExtractor.NAME + " has no settings such as " + settings.get(0));
        }
        return new WaveformExtractor();
    }

    private static <R extends Record> R read(List<String> settings, R defaults) {
        var tree = YamlTree.parse("", "--acoustic");
        YamlTree.override(tree, settings);
        return ConfigurationReader.standard().read(tree, defaults);
    }

    private AcousticExtractor wav2Vec2(Wav2Vec2Settings settings) {
        return new Wav2Vec2Extractor(wav2Vec2(), settings, Device.CPU);
    }

    /**
     * The wav2vec 2.0 network at hand.
     *
     * @throws VavlException if there is none, or its files cannot be read
     */
    public Wav2Vec2Source wav2Vec2() {
        Path source = sources.get(Wav2Vec2Extractor.NAME);
        return source == null
                ? Wav2Vec2Source.largeRobust(
                        store.require(Assets.WAV2VEC2, "pytorch_model.bin", "extractor " + Wav2Vec2Extractor.NAME))
                : Wav2Vec2Source.ofFolder(source);
    }

    private static AcousticExtractor sound(Path file, List<String> settings) {
        OnnxSoundSettings read = ConfigurationReader.standard().read(file, settings, OnnxSoundSettings.defaults());
        return new OnnxSoundExtractor(network(file, read.network()), read, MediaLimits.defaults());
    }

    /**
     * Opens a visual extractor.
     *
     * @throws VavlException if there is none of that name, or its weights are missing or wrong
     */
    public VisualExtractor visual(String name) {
        return switch (name) {
            case FaceHogExtractor.NAME -> new FaceHogExtractor();
            case FaceModelExtractor.NAME -> faceModel();
            case Assets.EFFICIENTNET_B2 ->
                OnnxFaceExtractor.efficientNetB2(Optional.ofNullable(sources.get(name))
                        .orElseGet(() -> store.require(name, "enet_b2_8_best.onnx", "extractor " + name)));
            case ONNX -> faces(require(ONNX));
            default -> throw unknown("visual", name, VISUAL);
        };
    }

    /** The built-in network over faces, unless there is a source. */
    private VisualExtractor faceModel() {
        return Optional.ofNullable(sources.get(FaceModelExtractor.NAME))
                .map(FaceModelExtractor::open)
                .orElseGet(() -> BuiltInModels.FACES.read(FaceModelExtractor::open));
    }

    private static VisualExtractor faces(Path file) {
        OnnxFaceSettings read = ConfigurationReader.standard().read(file, List.of(), OnnxFaceSettings.defaults());
        return new OnnxFaceExtractor(network(file, read.network()), read);
    }

    private static Path network(Path file, String network) {
        if (network.isBlank()) {
            throw new VavlException(file + ": must say network: FILE.onnx");
        }
        return file.resolveSibling(network);
    }

    private Path require(String name) {
        return Optional.ofNullable(sources.get(name))
                .orElseThrow(() -> new VavlException(
                        "extractor " + name + " needs a YAML file that describes its network: " + name + ":FILE.yaml"));
    }

    private static VavlException unknown(String kind, String name, List<String> names) {
        return new VavlException(
                "there is no " + kind + " extractor '" + name + "': must be one of " + String.join(", ", names));
    }

    /**
     * Opens the acoustic extractor that made features.
     *
     * @return empty if it cannot be known from its id which it is
     * @throws VavlException if its weights are missing, or make other features
     */
    Optional<AcousticExtractor> acoustic(ExtractorId id) {
        if (id.name().equals(LogMelExtractor.NAME)) {
            return Optional.of(LogMelExtractor.of(id));
        }
        if (id.name().equals(Wav2Vec2Extractor.NAME)) {
            return Optional.of(requireSame(wav2Vec2(Wav2Vec2Version.settings(id)), id));
        }
        if (id.name().equals(WaveformExtractor.NAME)) {
            return Optional.of(requireSame(new WaveformExtractor(), id));
        }
        return described(id).map(file -> requireSame(sound(file, List.of()), id));
    }

    /**
     * Opens the visual extractor that made features; its version is not compared.
     *
     * @return empty if it cannot be known from its id which it is
     */
    Optional<VisualExtractor> visual(ExtractorId id) {
        return VISUAL.contains(id.name()) && !id.name().equals(ONNX)
                ? Optional.of(visual(id.name()))
                : described(id).map(Extractors::faces);
    }

    private Optional<Path> described(ExtractorId id) {
        return Optional.ofNullable(sources.get(id.name())).filter(Files::exists);
    }

    private static AcousticExtractor requireSame(AcousticExtractor extractor, ExtractorId id) {
        if (!extractor.id().equals(id)) {
            ExtractorId here = extractor.id();
            extractor.close();
            throw new VavlException("the model was trained on features of " + id + ", and here is " + here);
        }
        return extractor;
    }
}
