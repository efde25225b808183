package org.vavl.recognition.inference;

import java.util.List;
import java.util.Set;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;

/** Which heads make the final prediction where nothing else says it (paper, Algorithm 1, lines 17 to 22). */
public final class HeadSelection {
    private HeadSelection() {}

    /**
     * The head that joins all modalities where all are there, else those for what there is.
     *
     * @param heads of the network
     * @param modalities of the network
     * @param present the names of the modalities that the clip has
     * @return in the order of the heads; none if the network has no head for these modalities
     */
    public static List<Head> of(List<Head> heads, List<Modality> modalities, Set<String> present) {
        List<Head> able = heads.stream()
                .filter(head -> head.modalities().stream().allMatch(modality -> present.contains(modality.name())))
                .toList();
        return able.stream()
                .filter(head -> head.modalities().equals(modalities))
                .findFirst()
                .map(List::of)
                .orElse(able);
    }
}
