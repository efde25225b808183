package org.vavl.learning.training.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.configuration.NearestName;
import org.vavl.learning.training.TrainingConfiguration;
import org.vavl.model.EmotionModel;
import org.vavl.model.Update;

/**
 * The names that a training's settings may have for modalities and updates. Those of the usual ones may be there although the corpus or the
 * network lacks them, since an experiment gives its settings to all its networks.
 */
final class TrainingNames {
    private static final Set<String> USUAL_MODALITIES = Set.of(Modality.ACOUSTIC, Modality.VISUAL);
    private static final Set<String> USUAL_UPDATES =
            Set.of(Modality.ACOUSTIC, Modality.VISUAL, Head.AUDIO_VISUAL, "joint");

    private TrainingNames() {}

    /**
     * Makes sure that all settings are of something.
     *
     * @throws VavlException if one is not
     */
    static void require(TrainingConfiguration training, List<Modality> modalities, List<Update> updates) {
        Set<String> modalityNames = new TreeSet<>(USUAL_MODALITIES);
        modalities.forEach(modality -> modalityNames.add(modality.name()));
        require("augmentation", training.augmentation().keySet(), modalityNames);
        Set<String> updateNames = new TreeSet<>(USUAL_UPDATES);
        updates.forEach(update -> updateNames.add(update.name()));
        require("learningRates", training.learningRates().keySet(), updateNames);
    }

    /**
     * The training with the names that the network's modalities and updates have, where settings are for the usual ones and the network has two
     * others; see {@link Modality#meant}.
     */
    static TrainingConfiguration meant(TrainingConfiguration training, EmotionModel network) {
        return training.toBuilder()
                .augmentation(renamed(training.augmentation(), network.modalities()))
                .learningRates(renamed(training.learningRates(), network.modalities()))
                .build();
    }

    private static <V> Map<String, V> renamed(Map<String, V> settings, List<Modality> modalities) {
        Map<String, V> renamed = new TreeMap<>();
        settings.forEach((name, value) -> renamed.putIfAbsent(here(name, modalities), value));
        modalities.forEach(modality -> {
            V own = settings.get(modality.name());
            if (own != null) {
                renamed.put(modality.name(), own);
            }
        });
        return renamed;
    }

    private static String here(String name, List<Modality> modalities) {
        if (name.equals(Head.AUDIO_VISUAL) && modalities.size() == 2) {
            return Head.joining(modalities).name();
        }
        return Modality.meant(modalities, name).map(Modality::name).orElse(name);
    }

    private static void require(String setting, Collection<String> names, Set<String> known) {
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new VavlException("training." + setting + "." + name + " is of nothing that there is: "
                    + NearestName.hint(name, known));
        });
    }
}
