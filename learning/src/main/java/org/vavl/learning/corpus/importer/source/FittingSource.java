package org.vavl.learning.corpus.importer.source;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.features.Extractors;

/**
 * Another source's features, unless they are known to be of another modality: what makes acoustic features is never the source of visual
 * ones, nor the other way round. Extractors that are not on the class path are taken to fit.
 */
public final class FittingSource implements FeatureSource {
    private final String modality;
    private final FeatureSource source;
    private final Set<String> unfit;

    /** @param source closed with this */
    public FittingSource(String modality, FeatureSource source) {
        this.modality = modality;
        this.source = source;
        this.unfit = unfit(modality);
    }

    /** The names of those that make features of the other modality alone. */
    private static Set<String> unfit(String modality) {
        List<String> acoustic = Extractors.acousticNames();
        List<String> visual = Extractors.visualNames();
        Set<String> unfit = new HashSet<>();
        if (modality.equals(Modality.VISUAL)) {
            unfit.addAll(acoustic);
            visual.forEach(unfit::remove);
        } else if (modality.equals(Modality.ACOUSTIC)) {
            unfit.addAll(visual);
            acoustic.forEach(unfit::remove);
        }
        return unfit;
    }

    @Override
    public void prepare(List<PlannedClip> clips) {
        source.prepare(clips);
    }

    @Override
    public Optional<FeatureSequence> features(PlannedClip clip) {
        Optional<FeatureSequence> found = source.features(clip);
        found.map(sequence -> sequence.extractor().name())
                .filter(unfit::contains)
                .ifPresent(name -> {
                    throw new VavlException("these were made by " + name + ", whose features are not " + modality
                            + ": name those of another extractor");
                });
        return found;
    }

    @Override
    public void close() {
        source.close();
    }
}
