package org.vavl.cli.corpus;

import java.util.List;
import java.util.Map;
import java.util.Set;
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
    /** What says that features are made of a clip's recordings. */
    static final String MEDIA = "media";

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

    /** The plan with what was asked for alone. */
    ImportPlan restricted(ImportPlan plan) {
        return modalities.isEmpty() ? plan : plan.only(Set.copyOf(modalities));
    }

    /** Whether the user says where a modality's features come from. */
    boolean isSaid(String modality) {
        return features.containsKey(modality);
    }

    /** Whether a modality's features are made here: as the user says, or else where there are media for it. */
    boolean isExtracted(ImportPlan plan, String modality) {
        String specification = features.get(modality);
        if (specification != null) {
            return specification.matches("(?s)" + MEDIA + "([:,].*)?");
        }
        return isWanted(plan, modality) && plan.promising(modality) > 0;
    }

    /** Whether a modality may be made of recordings: it is not left out, and the corpus has no features of it. */
    boolean isWanted(ImportPlan plan, String modality) {
        return (modalities.isEmpty() || modalities.contains(modality))
                && !plan.sources().containsKey(modality);
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
