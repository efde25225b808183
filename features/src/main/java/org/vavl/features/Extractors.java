package org.vavl.features;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Device;
import org.vavl.features.assets.WeightSources;

/**
 * The extractors that are on the class path, by name. An extractor is found by its {@link AcousticExtractorProvider} or {@link
 * VisualExtractorProvider}.
 *
 * @param weights where their weights are, and where their networks run
 */
public record Extractors(WeightSources weights) {
    /**
     * The name under which any ONNX network is opened, of which a YAML file tells what it takes. Features bear the name that the file gives the
     * network; to make them again, that name is among {@link WeightSources#paths}.
     */
    public static final String ANY_NETWORK = "onnx";

    /** With the weights that are in the user's store. */
    public static Extractors standard() {
        return new Extractors(WeightSources.standard());
    }

    /** The same with the weights of an extractor in another place; see {@link WeightSources#with}. */
    public Extractors with(String name, Path path) {
        return new Extractors(weights.with(name, path));
    }

    /** The same with networks on another device; see {@link WeightSources#device}. */
    public Extractors on(Device device) {
        return new Extractors(weights.on(device));
    }

    /** The names of acoustic extractors, sorted. */
    public static List<String> acousticNames() {
        return acousticProviders().stream().map(AcousticExtractorProvider::name).toList();
    }

    /** The names of visual extractors, sorted. */
    public static List<String> visualNames() {
        return visualProviders().stream()
                .map(VisualExtractorProvider::name)
                .distinct()
                .toList();
    }

    private static List<AcousticExtractorProvider> acousticProviders() {
        return found(AcousticExtractorProvider.class, AcousticExtractorProvider::name);
    }

    private static List<VisualExtractorProvider> visualProviders() {
        return found(VisualExtractorProvider.class, VisualExtractorProvider::name);
    }

    private static <P> List<P> found(Class<P> type, Function<P, String> name) {
        return ServiceLoader.load(type, type.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(name))
                .toList();
    }

    private static Optional<AcousticExtractorProvider> acousticProvider(String name) {
        return acousticProviders().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    /** One that opens the weights at hand, if any does; else the first, which says what it wants. */
    private Optional<VisualExtractorProvider> visualProvider(String name) {
        List<VisualExtractorProvider> named = visualProviders().stream()
                .filter(provider -> provider.name().equals(name))
                .toList();
        return named.stream()
                .filter(provider -> provider.supports(weights))
                .findFirst()
                .or(() -> named.stream().findFirst());
    }

    /**
     * Opens an acoustic extractor.
     *
     * @param settings laid over its defaults, or over its file's: {@code key=value}
     * @throws VavlException if there is none of that name, a setting is not as it must be, or its weights are missing or wrong
     */
    public AcousticExtractor acoustic(String name, List<String> settings) {
        return acousticProvider(name)
                .orElseThrow(() -> unknown("acoustic", name, acousticNames()))
                .open(settings, weights);
    }

    /**
     * Opens a visual extractor.
     *
     * @throws VavlException if there is none of that name, or its weights are missing or wrong
     */
    public VisualExtractor visual(String name) {
        return visualProvider(name)
                .orElseThrow(() -> unknown("visual", name, visualNames()))
                .open(weights);
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
    public Optional<AcousticExtractor> acoustic(ExtractorId id) {
        Optional<AcousticExtractor> named = acousticProvider(id.name())
                .filter(provider -> !provider.name().equals(ANY_NETWORK))
                .map(provider -> provider.reopen(id, weights));
        return named.or(() -> described(id).flatMap(file -> acousticProvider(ANY_NETWORK)
                        .map(provider -> provider.open(List.of(), weights.with(ANY_NETWORK, file)))))
                .map(extractor -> requireSame(extractor, id));
    }

    /**
     * Opens the visual extractor that made features; its version is not compared.
     *
     * @return empty if it cannot be known from its id which it is
     */
    public Optional<VisualExtractor> visual(ExtractorId id) {
        Optional<VisualExtractor> named = visualProvider(id.name())
                .filter(provider -> !provider.name().equals(ANY_NETWORK))
                .map(provider -> provider.open(weights));
        return named.or(() -> described(id).flatMap(file -> visualProvider(ANY_NETWORK)
                .map(provider -> provider.open(weights.with(ANY_NETWORK, file)))));
    }

    private Optional<Path> described(ExtractorId id) {
        return weights.path(id.name()).filter(Files::exists);
    }

    private static AcousticExtractor requireSame(AcousticExtractor extractor, ExtractorId id) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            ExtractorId here = opened.add(extractor, AcousticExtractor::close).id();
            if (!here.equals(id)) {
                throw new VavlException("the model was trained on features of " + id + ", and here is " + here);
            }
            return opened.returned(extractor);
        }
    }
}
