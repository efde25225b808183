package org.vavl.learning.training.augmentation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.vavl.core.Seeds;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Modality;
import org.vavl.core.configuration.NearestName;

/**
 * Takes modalities away from clips that have several, to see how training fares without them. Which clips lose one is drawn by seed; no
 * clip loses two, or its last.
 *
 * @param shares of the clips with several modalities that lose each one, by the modality's name
 * @param seed of the draw
 */
public record MissingModalities(Map<String, Double> shares, long seed) {
    /**
     * The clips as they are then, in their order.
     *
     * @param modalities those of the corpus
     * @throws VavlException if a modality is none of them
     */
    public List<Clip> apply(List<Clip> clips, List<Modality> modalities) {
        Set<String> known = new TreeSet<>();
        modalities.forEach(modality -> known.add(modality.name()));
        for (String name : shares.keySet()) {
            if (!known.contains(name)) {
                throw new VavlException("training.missing names '" + name + "', which the corpus does not have: "
                        + NearestName.hint(name, known));
            }
        }
        List<Integer> several = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            if (clips.get(i).modalities().size() > 1) {
                several.add(i);
            }
        }
        Collections.shuffle(several, new Random(Seeds.derive(seed, "missing", 0)));
        List<Clip> result = new ArrayList<>(clips);
        double taken = 0;
        for (String name : new TreeSet<>(shares.keySet())) {
            int begin = (int) Math.round(taken * several.size());
            taken += shares.getOrDefault(name, 0.0);
            int end = (int) Math.min(several.size(), Math.round(taken * several.size()));
            several.subList(begin, end).forEach(i -> result.set(i, without(clips.get(i), name)));
        }
        return List.copyOf(result);
    }

    private static Clip without(Clip clip, String modality) {
        Set<String> kept = new HashSet<>(clip.modalities());
        kept.remove(modality);
        return clip.only(kept);
    }
}
