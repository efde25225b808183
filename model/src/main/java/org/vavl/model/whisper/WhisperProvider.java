package org.vavl.model.whisper;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.AcousticExtractorProvider;
import org.vavl.features.assets.Asset;
import org.vavl.features.assets.AssetStore;
import org.vavl.features.assets.Assets;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.audio.whisper.WhisperExtractor;
import org.vavl.features.audio.whisper.WhisperSettings;
import org.vavl.features.audio.whisper.WhisperVersion;
import org.vavl.recognition.inference.BuiltInModels;
import org.vavl.recognition.onnx.ExportedFile;
import org.vavl.recognition.onnx.ExportedWhisperProvider;

/**
 * Opens {@link WhisperExtractor}: of the folder or file that the user names, or else with the encoder that comes with Vavl, or else with that in
 * the store.
 */
public final class WhisperProvider implements AcousticExtractorProvider {
    @Override
    public String name() {
        return WhisperExtractor.NAME;
    }

    @Override
    public AcousticExtractor open(List<String> settings, WeightSources weights) {
        return open(
                ConfigurationReader.standard().readSettings("--acoustic", settings, WhisperSettings.defaults()),
                weights);
    }

    /** The encoder in the store serves where the features are not of the one that comes with Vavl. */
    @Override
    public AcousticExtractor reopen(ExtractorId id, WeightSources weights) {
        WhisperSettings settings = WhisperVersion.settings(id);
        Optional<Path> stored = stored(weights.store());
        if (weights.path(name()).isEmpty() && BuiltInModels.SPEECH.isThere() && stored.isPresent()) {
            return BuiltInModels.SPEECH
                    .read(file -> openIf(id, file, settings, weights.device()))
                    .orElseGet(() -> open(stored.get(), settings, weights.device()));
        }
        return open(settings, weights);
    }

    private static Optional<Path> stored(AssetStore store) {
        return store.assets().stream()
                .filter(asset -> asset.name().equals(Assets.WHISPER))
                .findFirst()
                .flatMap(asset -> find(store, asset));
    }

    private static Optional<Path> find(AssetStore store, Asset asset) {
        return asset.file(Assets.WHISPER_FILE).flatMap(file -> store.find(asset, file));
    }

    /** Empty where the encoder lacks the block, or makes other features. */
    private static Optional<AcousticExtractor> openIf(
            ExtractorId id, Path file, WhisperSettings settings, Device device) {
        if (settings.block() > WhisperSource.of(file).configuration().blocks()) {
            return Optional.empty();
        }
        AcousticExtractor extractor = open(file, settings, device);
        if (extractor.id().equals(id)) {
            return Optional.of(extractor);
        }
        extractor.close();
        return Optional.empty();
    }

    private AcousticExtractor open(WhisperSettings settings, WeightSources weights) {
        Optional<Path> named = weights.path(name());
        if (named.isEmpty() && BuiltInModels.SPEECH.isThere()) {
            return BuiltInModels.SPEECH.read(file -> open(file, settings, weights.device()));
        }
        return open(
                named.orElseGet(
                        () -> weights.store().require(Assets.WHISPER, Assets.WHISPER_FILE, "extractor " + name())),
                settings,
                weights.device());
    }

    /** Exported encoders run on ONNX Runtime where that does what is asked for, and on libtorch elsewhere. */
    private static AcousticExtractor open(Path file, WhisperSettings settings, Device device) {
        WhisperSource source = WhisperSource.of(file);
        boolean isWhole = settings.block() == 0
                || settings.block() == source.configuration().blocks();
        boolean onOnnxRuntime = ExportedFile.isOne(file)
                && isWhole
                && device.equals(Device.CPU)
                && settings.precision() == Precision.FLOAT32;
        return onOnnxRuntime
                ? ExportedWhisperProvider.open(file, settings)
                : new WhisperExtractor(new TorchWhisperEncoder(source, settings, device), settings);
    }
}
