package org.vavl.learning.experiment.trial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;

/** The networks of the paper's tables. */
final class PaperModels {
    private PaperModels() {}

    /** VAVL and its baselines, in the paper's order, all in one preset. */
    static List<ModelEntry> in(String preset) {
        return List.of(
                entry("VAVL", "vavl", preset),
                entry("UAVM", "uavm", preset),
                entry("AuxFormer", "auxformer", preset),
                entry("SFAV", "sfav", preset),
                entry("TLSTM", "tlstm", preset),
                entry("MulT", "mult", preset),
                entry("Uni. (A)", "unimodal", preset),
                entry("Uni. (V)", "unimodal", "visual-" + preset));
    }

    private static ModelEntry entry(String label, String name, String preset) {
        return new ModelEntry(
                label, JsonNodeFactory.instance.objectNode().put("name", name).put("preset", preset), Optional.empty());
    }
}
