package org.vavl.recognition.inference;

import java.util.List;
import java.util.Set;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;

/** Which heads make the final prediction where nothing else says it (paper, Algorithm 1, lines 17 to 22). */
public final class HeadSelection {
    private HeadSelection() {}

    /**
     * The head that joins all modalities that are there, if there is one, else those for what there is.
     *
     * @param heads of the network
     * @param modalities of the network
     * @param present the names of the modalities that the clip has
     * @return in the order of the heads; none if the network has no head for these modalities
     */
    public static List<Head> of(List<Head> heads, List<Modality> modalities, Set<String> present) {
        List<Modality> there = modalities.stream()
                .filter(modality -> present.contains(modality.name()))
                .toList();
        return heads.stream()
                .filter(head -> head.modalities().equals(there))
                .findFirst()
                .map(List::of)
                .orElseGet(() -> heads.stream()
                        .filter(head -> there.containsAll(head.modalities()))
                        .toList());
    }
}
