package org.vavl.learning.corpus.importer.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.configuration.NearestName;
import org.vavl.features.audio.AcousticSettings;
import org.vavl.features.audio.LogMelExtractor;
import org.vavl.features.storage.FeatureFolder;

/**
 * Opens sources of features by a line such as {@code npy:FOLDER,frameRate=50,extractor=wav2vec2}. There are
 *
 * <ul>
 *   <li>{@code npy:FOLDER}: a file {@code KEY.npy} for each clip, with {@code frameRate=N} where the folder's
 *       {@code features.json} does not say it;
 *   <li>{@code table:FILE}: a CSV file with a row for each clip or each frame (see {@link TableSource}), or a table of OpenFace, py-feat, iMotions or
 *       openSMILE (CSV, ARFF), known by its columns; {@code table:FOLDER}: such a table for each clip, called as the clip is. {@code columns=AU*_r+gaze_*} says
 *       which of their columns are taken, and {@code confidence=0.8} with which confidence a frame is believed;
 *   <li>{@code csd:FILE}: a computational sequence of the CMU Multimodal SDK (see {@link CsdSource});
 *   <li>{@code corpus:FOLDER}: another corpus, its modality of the same name or {@code modality=NAME};
 *   <li>{@code parquet:FOLDER}: a table in Parquet, as {@code vavl-spark extract} writes it (see {@link org.vavl.learning.corpus.parquet.ParquetFeatures}), its modality of the
 *       same name or {@code modality=NAME};
 *   <li>{@code media} or {@code media:FOLDER}: what an extractor of the modality ({@code extractor=NAME}) makes of the clips' own
 *       recordings or of the files in a folder.
 * </ul>
 *
 * <p>{@code extractor=NAME} and {@code version=TEXT} say what made features that were made elsewhere; unless given it is what the
 * folder's {@code features.json} says, or else the file's or folder's name. {@code transform=sqrt} takes the square root of every value.
 * {@code corpus:FOLDER,centre=speaker} takes each speaker's mean away (see {@link SpeakerCentredSource}).
 */
public final class FeatureSources {
    private final List<MediaExtractor> extractors;

    /** @param extractors those that can make features of media; where none is named, the first one of the modality is taken */
    public FeatureSources(List<MediaExtractor> extractors) {
        this.extractors = List.copyOf(extractors);
    }

    /** With the built-in acoustic features as they are unless somebody sets them. */
    public static FeatureSources standard() {
        LogMelExtractor extractor = new LogMelExtractor(AcousticSettings.defaults());
        return new FeatureSources(List.of(new AcousticMediaExtractor(extractor)));
    }

    /** Whether a text begins as a source of files does, with a kind, and is no path. */
    public static boolean isSpecification(String text) {
        return SourceSpecification.beginsWithKind(text);
    }

    /**
     * Makes sure that a source is written as one, without opening it.
     *
     * @throws VavlException if the specification is not understood
     */
    public static void check(String modality, String specification) {
        SourceSpecification source = SourceSpecification.parse(modality, specification);
        if (!source.kind().equals(SourceSpecification.MEDIA)) {
            source.path();
        }
    }

    /**
     * Opens a source.
     *
     * @param modality the name of the modality that it is for
     * @param specification as the class says
     * @throws VavlException if the specification is not understood, or what it names cannot be opened
     */
    public FeatureSource open(String modality, String specification) {
        SourceSpecification source = SourceSpecification.parse(modality, specification);
        if (source.kind().equals(SourceSpecification.MEDIA)) {
            MediaExtractor extractor = extractor(source);
            return source.namesPath() ? new MediaSource(extractor, source.path()) : new MediaSource(extractor);
        }
        Path path = source.path();
        boolean squareRoots = source.has(SourceSpecification.TRANSFORM, "sqrt");
        FeatureSource untransformed = untransformed(source, path);
        return squareRoots ? new SquareRootSource(untransformed) : untransformed;
    }

    /**
     * Opens the sources that a user names for a plan. Features of which neither user nor plan says where they come from are extracted of the
     * clips' media, as far as there is an extractor of the modality: acoustic ones where there are media that may have sound, visual ones
     * where there are videos.
     *
     * @param specifications by modality
     * @throws VavlException as {@link #open}; none is left open then
     */
    public Map<String, FeatureSource> openAll(ImportPlan plan, Map<String, String> specifications) {
        Map<String, String> all = new LinkedHashMap<>();
        for (MediaExtractor extractor : extractors) {
            if (!plan.sources().containsKey(extractor.modality()) && plan.promises(extractor.modality())) {
                all.put(extractor.modality(), SourceSpecification.MEDIA);
            }
        }
        all.putAll(specifications);
        Map<String, FeatureSource> sources = new LinkedHashMap<>();
        try {
            all.forEach((modality, specification) -> sources.put(modality, open(modality, specification)));
            return sources;
        } catch (RuntimeException e) {
            sources.values().forEach(FeatureSource::close);
            throw e;
        }
    }

    private static FeatureSource untransformed(SourceSpecification source, Path path) {
        OptionalDouble frameRate = source.frameRate();
        return switch (source.kind()) {
            case SourceSpecification.NPY -> npyFolder(source, path, frameRate);
            case SourceSpecification.TABLE -> table(source, path);
            case SourceSpecification.CSD -> new CsdSource(path, frameRate, extractorId(source, path));
            case SourceSpecification.PARQUET ->
                new ParquetSource(path, source.setting(SourceSpecification.MODALITY, source.modality()));
            default -> {
                boolean centred = source.has(SourceSpecification.CENTRE, "speaker");
                CorpusSource corpus =
                        new CorpusSource(path, source.setting(SourceSpecification.MODALITY, source.modality()));
                yield centred ? new SpeakerCentredSource(corpus) : corpus;
            }
        };
    }

    private static FeatureSource table(SourceSpecification source, Path path) {
        if (ToolkitSource.isOne(path)) {
            return new ToolkitSource(path, source.toolkitSettings(), source);
        }
        source.refuseToolkitSettings();
        return new TableSource(path, source.frameRate(), extractorId(source, path));
    }

    private static FeatureSource npyFolder(SourceSpecification source, Path path, OptionalDouble given) {
        Optional<FeatureFolder> said = Files.isDirectory(path) ? FeatureFolder.read(path) : Optional.empty();
        if (given.isEmpty() && said.isEmpty()) {
            throw new VavlException("features npy:" + path + " of " + source.modality()
                    + " need their frame rate, such as npy:" + path + ",frameRate=50, since the folder has no "
                    + FeatureFolder.FILE + " that says it");
        }
        ToDoubleFunction<String> frameRates =
                given.isPresent() ? key -> given.getAsDouble() : said.orElseThrow()::frameRate;
        ExtractorId extractor =
                said.map(folder -> source.extractor(folder.extractor())).orElseGet(() -> extractorId(source, path));
        return new NpyFolderSource(path, frameRates, extractor);
    }

    /** What the user says, or else the file's or folder's name. */
    private static ExtractorId extractorId(SourceSpecification source, Path path) {
        String name = ConsensusTables.stem(
                String.valueOf(path.toAbsolutePath().normalize().getFileName()));
        return source.extractor(new ExtractorId(name, "1"));
    }

    /** An extractor of the source's modality: what others make would be features of something else. */
    private MediaExtractor extractor(SourceSpecification source) {
        String modality = source.modality();
        Map<String, MediaExtractor> fitting = new LinkedHashMap<>();
        extractors.stream()
                .filter(extractor -> extractor.modality().equals(modality))
                .forEach(extractor -> fitting.putIfAbsent(extractor.name(), extractor));
        if (fitting.isEmpty()) {
            throw new VavlException("there is no extractor that makes " + modality + " features of media"
                    + (extractors.isEmpty() ? "" : ", only " + described()));
        }
        String name = source.setting(
                SourceSpecification.EXTRACTOR, fitting.keySet().iterator().next());
        MediaExtractor extractor = fitting.get(name);
        if (extractor == null) {
            throw new VavlException("there is no extractor '" + name + "' that makes " + modality + " features: "
                    + (extractors.stream().anyMatch(other -> other.name().equals(name))
                            ? "it makes others; there is " + described()
                            : NearestName.hint(name, fitting.keySet())));
        }
        return extractor;
    }

    private String described() {
        return extractors.stream()
                .map(extractor -> extractor.name() + " for " + extractor.modality() + " ones")
                .collect(Collectors.joining(", "));
    }
}
