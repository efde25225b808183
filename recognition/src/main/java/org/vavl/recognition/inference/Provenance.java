package org.vavl.recognition.inference;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a model comes from.
 *
 * @param facts by name, such as {@code corpus.digest}, {@code seed}, {@code version.vavl} or {@code metric.development.f1Macro}
 * @param card what it measured, where it fails and what it must not be used for, as Markdown; may be empty
 * @param information licence, data sets, languages, uses and speakers, for programs
 */
public record Provenance(Map<String, String> facts, String card, ModelInformation information) {
    /** Copies the facts, sorted by name. */
    public Provenance {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** Of a model that does not say under which terms it may be used, nor whom it was trained on. */
    public Provenance(Map<String, String> facts, String card) {
        this(facts, card, ModelInformation.none());
    }

    /** The same with other facts. */
    public Provenance withFacts(Map<String, String> others) {
        return new Provenance(others, card, information);
    }

    /** The same with another card. */
    public Provenance withCard(String other) {
        return new Provenance(facts, other, information);
    }

    /** The same with other information. */
    public Provenance with(ModelInformation other) {
        return new Provenance(facts, card, other);
    }
}
