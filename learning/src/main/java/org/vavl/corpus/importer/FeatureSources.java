package org.vavl.corpus.importer;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.audio.AcousticSettings;
import org.vavl.audio.LogMelExtractor;
import org.vavl.configuration.NearestName;
import org.vavl.corpus.Modality;
import org.vavl.features.ExtractorId;
import org.vavl.features.FeatureFolder;
import org.vavl.nn.VavlException;

/**
 * Opens sources of features by a line such as {@code npy:FOLDER,frameRate=50,extractor=wav2vec2}. There are
 *
 * <ul>
 *   <li>{@code npy:FOLDER}: a file {@code KEY.npy} for each clip, with {@code frameRate=N} where the folder's
 *       {@code features.json} does not say it;
 *   <li>{@code table:FILE}: a CSV file with a row for each clip or each frame (see {@link TableSource});
 *   <li>{@code csd:FILE}: a computational sequence of the CMU Multimodal SDK (see {@link CsdSource});
 *   <li>{@code corpus:FOLDER}: another corpus, its modality of the same name or {@code modality=NAME};
 *   <li>{@code media} or {@code media:FOLDER}: what an extractor ({@code extractor=NAME}) makes of the clips' own recordings or of
 *       the files in a folder.
 * </ul>
 *
 * <p>{@code extractor=NAME} and {@code version=TEXT} say what made features that were made elsewhere; unless given it is what the
 * folder's {@code features.json} says, or else the file's or folder's name. {@code transform=sqrt} takes the square root of every value.
 * {@code corpus:FOLDER,centre=speaker} takes each speaker's mean away (see {@link SpeakerCentredSource}).
 */
public final class FeatureSources {
    private static final Pattern SPECIFICATION =
            Pattern.compile("([a-z]+)(?::(.*?))?((?:,(?:[A-Za-z]+)=[^,=]*)*)", Pattern.DOTALL);
    private static final String MEDIA = "media";
    private static final String FRAME_RATE = "frameRate";
    private static final String EXTRACTOR = "extractor";
    private static final String VERSION = "version";
    private static final String MODALITY = "modality";
    private static final String TRANSFORM = "transform";
    private static final String CENTRE = "centre";
    private static final Map<String, Set<String>> SETTINGS_BY_KIND = Map.of(
            "npy",
            Set.of(FRAME_RATE, EXTRACTOR, VERSION, TRANSFORM),
            "table",
            Set.of(FRAME_RATE, EXTRACTOR, VERSION, TRANSFORM),
            "csd",
            Set.of(FRAME_RATE, EXTRACTOR, VERSION, TRANSFORM),
            "corpus",
            Set.of(MODALITY, CENTRE),
            MEDIA,
            Set.of(EXTRACTOR));

    private final Map<String, MediaExtractor> extractors;

    /** @param extractors those that can make features of media, by name; the first is taken where none is named */
    public FeatureSources(Map<String, MediaExtractor> extractors) {
        this.extractors = new LinkedHashMap<>(extractors);
    }

    /** With the built-in acoustic features as they are unless somebody sets them. */
    public static FeatureSources standard() {
        LogMelExtractor extractor = new LogMelExtractor(AcousticSettings.defaults());
        return new FeatureSources(Map.of(LogMelExtractor.NAME, new SoundExtractor(extractor)));
    }

    /**
     * Opens a source.
     *
     * @param modality the name of the modality that it is for
     * @param specification as the class says
     * @throws VavlException if the specification is not understood, or what it names cannot be opened
     */
    public FeatureSource open(String modality, String specification) {
        Matcher parts = SPECIFICATION.matcher(specification);
        if (!parts.matches()) {
            throw new VavlException("features '" + specification + "' of " + modality
                    + " must be KIND:PATH, such as npy:FOLDER,frameRate=50 or table:FILE");
        }
        String kind = parts.group(1);
        Map<String, String> settings = settings(kind, parts.group(3));
        String path = parts.group(2) == null ? "" : parts.group(2);
        if (kind.equals(MEDIA)) {
            MediaExtractor extractor = extractor(settings);
            return path.isEmpty() ? new MediaSource(extractor) : new MediaSource(extractor, path(path));
        }
        if (path.isEmpty()) {
            throw new VavlException("features '" + specification + "' of " + modality + " name no file or folder");
        }
        return open(modality, kind, path(path), settings);
    }

    /**
     * Opens the sources that a user names for a plan. Where clips have media, and neither user nor plan says where acoustic features
     * come from, they are extracted of the media.
     *
     * @param specifications by modality
     * @throws VavlException as {@link #open}; none is left open then
     */
    public Map<String, FeatureSource> openAll(ImportPlan plan, Map<String, String> specifications) {
        Map<String, String> all = new LinkedHashMap<>();
        boolean haveMedia = plan.clips().stream().anyMatch(clip -> !clip.media().isEmpty());
        if (haveMedia && !plan.sources().containsKey(Modality.ACOUSTIC) && !extractors.isEmpty()) {
            all.put(Modality.ACOUSTIC, MEDIA);
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

    private static FeatureSource open(String modality, String kind, Path path, Map<String, String> settings) {
        boolean squareRoots = has(settings, TRANSFORM, "sqrt");
        FeatureSource source = untransformed(modality, kind, path, settings);
        return squareRoots ? new SquareRootSource(source) : source;
    }

    /** Whether a setting is there; it can have one value only. */
    private static boolean has(Map<String, String> settings, String name, String value) {
        String given = settings.getOrDefault(name, value);
        if (!given.equals(value)) {
            throw new VavlException(name + " is '" + given + "', and must be " + value);
        }
        return settings.containsKey(name);
    }

    private static FeatureSource untransformed(String modality, String kind, Path path, Map<String, String> settings) {
        OptionalDouble frameRate = frameRate(settings);
        return switch (kind) {
            case "npy" -> npyFolder(modality, path, settings);
            case "table" -> new TableSource(path, frameRate, extractorId(path, settings));
            case "csd" -> new CsdSource(path, frameRate, extractorId(path, settings));
            default -> {
                boolean centred = has(settings, CENTRE, "speaker");
                CorpusSource source = new CorpusSource(path, settings.getOrDefault(MODALITY, modality));
                yield centred ? new SpeakerCentredSource(source) : source;
            }
        };
    }

    private static FeatureSource npyFolder(String modality, Path path, Map<String, String> settings) {
        Optional<FeatureFolder> said = Files.isDirectory(path) ? FeatureFolder.read(path) : Optional.empty();
        OptionalDouble given = frameRate(settings);
        if (given.isEmpty() && said.isEmpty()) {
            throw new VavlException("features npy:" + path + " of " + modality + " need their frame rate, such as npy:"
                    + path + ",frameRate=50, since the folder has no " + FeatureFolder.FILE + " that says it");
        }
        ToDoubleFunction<String> frameRates =
                given.isPresent() ? key -> given.getAsDouble() : said.orElseThrow()::frameRate;
        ExtractorId extractor =
                said.map(folder -> override(folder.extractor(), settings)).orElseGet(() -> extractorId(path, settings));
        return new NpyFolderSource(path, frameRates, extractor);
    }

    private static ExtractorId override(ExtractorId said, Map<String, String> settings) {
        return new ExtractorId(
                settings.getOrDefault(EXTRACTOR, said.name()), settings.getOrDefault(VERSION, said.version()));
    }

    private static Path path(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new VavlException("'" + path + "' is not a path", e);
        }
    }

    private static Map<String, String> settings(String kind, String text) {
        Set<String> known = SETTINGS_BY_KIND.get(kind);
        if (known == null) {
            throw new VavlException("there are no features of kind '" + kind + "': "
                    + NearestName.hint(kind, new TreeSet<>(SETTINGS_BY_KIND.keySet())));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.substring(1).split(",", -1)) {
            String name = pair.substring(0, pair.indexOf('='));
            if (!known.contains(name)) {
                throw new VavlException("features of kind " + kind + " have no setting '" + name + "': "
                        + NearestName.hint(name, new TreeSet<>(known)));
            }
            settings.put(name, pair.substring(pair.indexOf('=') + 1));
        }
        return settings;
    }

    private static OptionalDouble frameRate(Map<String, String> settings) {
        String text = settings.get(FRAME_RATE);
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && Double.isFinite(rate)) {
                return OptionalDouble.of(rate);
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers out of range.
        }
        throw new VavlException("frameRate is '" + text + "', and must be a number above 0");
    }

    private static ExtractorId extractorId(Path path, Map<String, String> settings) {
        String name = ConsensusTables.stem(
                String.valueOf(path.toAbsolutePath().normalize().getFileName()));
        return new ExtractorId(settings.getOrDefault(EXTRACTOR, name), settings.getOrDefault(VERSION, "1"));
    }

    private MediaExtractor extractor(Map<String, String> settings) {
        if (extractors.isEmpty()) {
            throw new VavlException("there is no extractor that makes features of media");
        }
        String name =
                settings.getOrDefault(EXTRACTOR, extractors.keySet().iterator().next());
        MediaExtractor extractor = extractors.get(name);
        if (extractor == null) {
            throw new VavlException(
                    "there is no extractor '" + name + "': " + NearestName.hint(name, extractors.keySet()));
        }
        return extractor;
    }
}
