package org.vavl.learning.experiment.trial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vavl.core.clip.Modality;

/** The networks of the paper's tables. */
final class PaperModels {
    /** Networks whose papers have no form for more than two modalities. */
    static final List<String> OF_TWO_ALONE = List.of("UAVM", "AuxFormer", "SFAV", "TLSTM");

    private PaperModels() {}

    /**
     * VAVL and its baselines, in the paper's order, all in one preset. Of more than two modalities those that are published for two alone are left out
     * ({@link #OF_TWO_ALONE}).
     *
     * @param modalities the corpus's: there is a network for each alone
     */
    static List<ModelEntry> in(String preset, List<Modality> modalities) {
        List<ModelEntry> models = new ArrayList<>(List.of(
                entry("VAVL", "vavl", preset),
                entry("UAVM", "uavm", preset),
                entry("AuxFormer", "auxformer", preset),
                entry("SFAV", "sfav", preset),
                entry("TLSTM", "tlstm", preset),
                entry("MulT", "mult", preset)));
        if (modalities.size() > 2) {
            models.removeIf(model -> OF_TWO_ALONE.contains(model.label()));
        }
        modalities.forEach(modality -> models.add(unimodal(modality.name(), preset)));
        return List.copyOf(models);
    }

    private static ModelEntry unimodal(String modality, String preset) {
        return switch (modality) {
            case Modality.ACOUSTIC -> entry("Uni. (A)", "unimodal", preset);
            case Modality.VISUAL -> entry("Uni. (V)", "unimodal", "visual-" + preset);
            default -> {
                ModelEntry usual = entry("Uni. (" + modality + ")", "unimodal", preset);
                yield new ModelEntry(
                        usual.label(), ((ObjectNode) usual.model()).put("modality", modality), Optional.empty());
            }
        };
    }

    private static ModelEntry entry(String label, String name, String preset) {
        return new ModelEntry(
                label, JsonNodeFactory.instance.objectNode().put("name", name).put("preset", preset), Optional.empty());
    }
}
