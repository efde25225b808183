package org.vavl.cli.corpus;

import java.util.List;
import java.util.Map;
import org.vavl.cli.option.WrongUse;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.importer.CorpusImporter;
import org.vavl.learning.corpus.importer.source.FeatureSources;
import org.vavl.learning.corpus.importer.source.ImportPlan;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Which modalities an import is asked for.
 *
 * @param modalities those that alone are taken; none for all
 * @param features where a modality's features come from, by its name
 */
record ImportModalities(CommandLine command, List<String> modalities, Map<String, String> features) {
    /**
     * Checks what can be checked before the source is read.
     *
     * @throws ParameterException if there is no such modality or no such kind of features, or the two options go against each other
     */
    void requireKnown(CorpusImporter importer) {
        for (String modality : modalities) {
            if (!importer.namesModalities() && !isUsual(modality)) {
                throw unknown(modality);
            }
        }
        features.forEach((modality, specification) -> {
            WrongUse.check(command, () -> FeatureSources.check(modality, specification));
            if (!modalities.isEmpty() && !modalities.contains(modality)) {
                throw new ParameterException(command, "--features names " + modality + ", which --modality leaves out");
            }
        });
    }

    /**
     * Checks those that the source names itself.
     *
     * @throws ParameterException if it has no such modality
     */
    void requireThere(ImportPlan plan) {
        for (String modality : modalities) {
            if (!isUsual(modality) && !plan.sources().containsKey(modality)) {
                throw unknown(modality);
            }
        }
    }

    private boolean isUsual(String modality) {
        return modality.equals(Modality.ACOUSTIC) || modality.equals(Modality.VISUAL) || features.containsKey(modality);
    }

    private ParameterException unknown(String modality) {
        return new ParameterException(
                command,
                "--modality is '" + modality
                        + "', and must be acoustic, visual, or one that the corpus has or --features names");
    }
}
