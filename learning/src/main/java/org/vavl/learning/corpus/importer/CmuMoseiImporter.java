package org.vavl.learning.corpus.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.core.configuration.NearestName;
import org.vavl.learning.corpus.importer.mosei.MmsaPickle;
import org.vavl.learning.corpus.importer.mosei.MoseiCorpus;
import org.vavl.learning.corpus.importer.mosei.MoseiFolder;
import org.vavl.learning.corpus.importer.mosei.MoseiTable;
import org.vavl.learning.corpus.importer.source.ImportPlan;

/**
 * CMU-MOSEI (Zadeh et al. 2018) in any of the forms in which it is published; see {@link MoseiFolder}, {@link MmsaPickle} and {@link
 * MoseiTable}. The corpus does not say who speaks; the video stands for the speaker, as one person speaks in each.
 */
final class CmuMoseiImporter implements CorpusImporter {
    private static final String LABELS = "labels";
    private static final String SPLITS = "splits";
    private static final String MODALITIES = "modalities";
    private static final String FRAME_RATES = "frameRates";
    private static final List<String> USUAL = List.of(Modality.ACOUSTIC, Modality.VISUAL);
    private static final String TABLE = "sentiment.csv";
    private static final String SEQUENCE_ENDING = ".csd";
    private static final String PICKLE_ENDING = ".pkl";

    @Override
    public String name() {
        return MoseiCorpus.NAME;
    }

    @Override
    public String description() {
        return "CMU-MOSEI: a folder of .csd files as CMU's SDK downloads them, CMU_MOSEI_Labels.csd among them; or MMSA's .pkl;"
                + " or a table sentiment.csv; sentiment from -3 to 3, partition 'standard'";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(LABELS, "of .csd files: sentiment (unless given), emotions (six, from 0 to 3) or all");
        options.put(
                SPLITS,
                "of .csd files: which part a video is in, a table with video (or segment, VIDEO_NUMBER) and split, or the SDK's"
                        + " cmu_mosei_std_folds.py; unless given, splits.csv, sentiment.csv or that script in the folder");
        options.put(
                MODALITIES,
                "of a .pkl or .csd files: which are taken, acoustic,visual (unless given) or text with them");
        options.put(FRAME_RATES, "of a .pkl: frames per second, such as acoustic=20,visual=15; 1 unless given");
        return options;
    }

    @Override
    public boolean namesModalities() {
        return true;
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options) {
        if (!Files.isDirectory(source)) {
            String name = String.valueOf(source.getFileName()).toLowerCase(Locale.ROOT);
            return name.endsWith(PICKLE_ENDING)
                    ? pickle(source, options)
                    : name.endsWith(SEQUENCE_ENDING) ? labelFile(source, options) : table(source, options);
        }
        MoseiFolder folder = new MoseiFolder(source);
        if (folder.hasSequences()) {
            refuse(options, "a folder of .csd files", FRAME_RATES);
            return folder.plan(labels(options), splits(options).or(folder::splits), modalities(options));
        }
        List<Path> pickles = folder.withEnding(PICKLE_ENDING);
        if (pickles.size() > 1) {
            throw new VavlException(source + " has several .pkl files; name one, such as " + pickles.get(0));
        }
        if (pickles.size() == 1) {
            return pickle(pickles.get(0), options);
        }
        Path table = source.resolve(TABLE);
        if (!Files.isRegularFile(table)) {
            throw new VavlException(source + " has neither .csd files nor a .pkl nor " + TABLE
                    + ", and must be the folder with one of them");
        }
        return table(table, options);
    }

    private static ImportPlan labelFile(Path file, ImportOptions options) {
        refuse(options, "a .csd file", MODALITIES, FRAME_RATES);
        return MoseiFolder.plan(file, labels(options), splits(options));
    }

    private static ImportPlan table(Path table, ImportOptions options) {
        refuse(options, "a table", LABELS, SPLITS, MODALITIES, FRAME_RATES);
        return MoseiTable.plan(table);
    }

    private static ImportPlan pickle(Path file, ImportOptions options) {
        refuse(options, "a .pkl", LABELS, SPLITS);
        List<String> modalities = modalities(options).isEmpty() ? USUAL : modalities(options);
        Map<String, Double> frameRates = new HashMap<>();
        options.pairs(FRAME_RATES).forEach((modality, rate) -> {
            requireModality(modality);
            frameRates.put(modality, rate(rate));
        });
        return MmsaPickle.plan(file, modalities, frameRates);
    }

    private static List<String> modalities(ImportOptions options) {
        List<String> modalities = options.list(MODALITIES).stream().distinct().toList();
        modalities.forEach(CmuMoseiImporter::requireModality);
        return modalities;
    }

    private static void requireModality(String modality) {
        if (!MmsaPickle.modalities().contains(modality)) {
            throw new VavlException("modality '" + modality + "' is none of the file's: "
                    + NearestName.hint(modality, new TreeSet<>(MmsaPickle.modalities())));
        }
    }

    private static double rate(String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && Double.isFinite(rate)) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers out of range.
        }
        throw new VavlException("option " + FRAME_RATES + " has '" + text + "', and must have numbers above 0");
    }

    private static MoseiCorpus.LabelSet labels(ImportOptions options) {
        String wanted = options.get(LABELS).orElse("sentiment");
        return switch (wanted) {
            case "sentiment" -> MoseiCorpus.LabelSet.SENTIMENT;
            case "emotions" -> MoseiCorpus.LabelSet.EMOTIONS;
            case "all" -> MoseiCorpus.LabelSet.ALL;
            default ->
                throw new VavlException(
                        "option " + LABELS + " is '" + wanted + "', and must be sentiment, emotions or all");
        };
    }

    private static Optional<Path> splits(ImportOptions options) {
        return options.get(SPLITS).map(Path::of);
    }

    /** An option that would have no effect is an error. */
    private static void refuse(ImportOptions options, String form, String... names) {
        for (String name : names) {
            if (options.get(name).isPresent()) {
                throw new VavlException("option " + name + " means nothing for " + form);
            }
        }
    }
}
