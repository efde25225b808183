package org.vavl.recognition.inference;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a model comes from.
 *
 * @param facts by name, such as {@code corpus.digest}, {@code seed}, {@code version.vavl} or {@code metric.development.f1Macro}
 * @param card what it measured, where it fails and what it must not be used for, as Markdown; may be empty
 */
public record Provenance(Map<String, String> facts, String card) {
    /** Copies the facts, sorted by name. */
    public Provenance {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
}
