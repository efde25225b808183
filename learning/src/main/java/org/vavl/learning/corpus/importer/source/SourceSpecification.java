package org.vavl.learning.corpus.importer.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.configuration.NearestName;
import org.vavl.learning.corpus.importer.toolkit.ToolkitTable;

/**
 * A line such as {@code npy:FOLDER,frameRate=50,extractor=wav2vec2}, taken apart.
 *
 * @param modality that the features are for
 * @param text the whole line
 * @param kind of the features: one that there is
 * @param pathText what stands for a file or folder; empty where nothing does
 * @param settings by name, of those that the kind has
 */
record SourceSpecification(String modality, String text, String kind, String pathText, Map<String, String> settings) {
    static final String NPY = "npy";
    static final String TABLE = "table";
    static final String CSD = "csd";
    static final String CORPUS = "corpus";
    static final String MEDIA = "media";
    static final String PARQUET = "parquet";

    static final String EXTRACTOR = "extractor";
    static final String MODALITY = "modality";
    static final String TRANSFORM = "transform";
    static final String CENTRE = "centre";
    private static final String FRAME_RATE = "frameRate";
    private static final String VERSION = "version";
    private static final String CONFIDENCE = "confidence";
    private static final String COLUMNS = "columns";

    private static final Pattern FORM =
            Pattern.compile("([a-z]+)(?::(.*?))?((?:,(?:[A-Za-z]+)=[^,=]*)*)", Pattern.DOTALL);
    private static final Set<String> FILE_SETTINGS = Set.of(FRAME_RATE, EXTRACTOR, VERSION, TRANSFORM);
    private static final Map<String, Set<String>> SETTINGS_BY_KIND = Map.of(
            NPY, FILE_SETTINGS,
            TABLE, Set.of(FRAME_RATE, EXTRACTOR, VERSION, TRANSFORM, CONFIDENCE, COLUMNS),
            CSD, FILE_SETTINGS,
            CORPUS, Set.of(MODALITY, CENTRE),
            MEDIA, Set.of(EXTRACTOR),
            PARQUET, Set.of(MODALITY, TRANSFORM));

    /** @throws VavlException if the line has not the form, or there is no such kind or setting */
    static SourceSpecification parse(String modality, String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new VavlException("features '" + text + "' of " + modality
                    + " must be KIND:PATH, such as npy:FOLDER,frameRate=50 or table:FILE");
        }
        String kind = parts.group(1);
        String path = parts.group(2) == null ? "" : parts.group(2);
        return new SourceSpecification(modality, text, kind, path, settings(kind, parts.group(3)));
    }

    /** Whether a text begins with a kind and a colon. */
    static boolean beginsWithKind(String text) {
        int colon = text.indexOf(':');
        return colon > 0 && SETTINGS_BY_KIND.containsKey(text.substring(0, colon));
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

    /** Whether there is a path. */
    boolean namesPath() {
        return !pathText.isEmpty();
    }

    /** @throws VavlException if there is no path */
    Path path() {
        if (!namesPath()) {
            throw new VavlException("features '" + text + "' of " + modality + " name no file or folder");
        }
        try {
            return Path.of(pathText);
        } catch (InvalidPathException e) {
            throw new VavlException("'" + pathText + "' is not a path", e);
        }
    }

    /** What a setting says, or else the other. */
    String setting(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    /**
     * Whether a setting is there that can have one value only.
     *
     * @throws VavlException if it has another
     */
    boolean has(String name, String value) {
        String given = setting(name, value);
        if (!given.equals(value)) {
            throw new VavlException(name + " is '" + given + "', and must be " + value);
        }
        return settings.containsKey(name);
    }

    /** What made the features, of which the settings may say another name or version. */
    ExtractorId extractor(ExtractorId otherwise) {
        return new ExtractorId(setting(EXTRACTOR, otherwise.name()), setting(VERSION, otherwise.version()));
    }

    /**
     * How a toolkit's tables are read.
     *
     * @throws VavlException if the confidence is no number from 0 to 1
     */
    ToolkitTable.Settings toolkitSettings() {
        String confidence = setting(CONFIDENCE, Double.toString(ToolkitTable.Settings.USUAL_CONFIDENCE));
        String columns = setting(COLUMNS, "");
        try {
            double least = Double.parseDouble(confidence);
            if (least >= 0 && least <= 1) {
                return new ToolkitTable.Settings(
                        frameRate(), least, columns.isEmpty() ? List.of() : List.of(columns.split("\\+", -1)));
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers out of range.
        }
        throw new VavlException("confidence is '" + confidence + "', and must be a number from 0 to 1");
    }

    /**
     * Makes sure that no setting is there that only a toolkit's tables have.
     *
     * @throws VavlException if one is
     */
    void refuseToolkitSettings() {
        for (String name : List.of(CONFIDENCE, COLUMNS)) {
            if (settings.containsKey(name)) {
                throw new VavlException(name + " is for tables of OpenFace, py-feat, iMotions and openSMILE, and "
                        + pathText + " is none that is recognised");
            }
        }
    }

    /**
     * The frame rate in Hz, if a setting says it.
     *
     * @throws VavlException if it is no number above 0
     */
    OptionalDouble frameRate() {
        if (!settings.containsKey(FRAME_RATE)) {
            return OptionalDouble.empty();
        }
        String value = setting(FRAME_RATE, "");
        try {
            double rate = Double.parseDouble(value);
            if (rate > 0 && Double.isFinite(rate)) {
                return OptionalDouble.of(rate);
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers out of range.
        }
        throw new VavlException("frameRate is '" + value + "', and must be a number above 0");
    }
}
