package org.vavl.learning.training.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.inference.ModelInformation.DataSet;

/**
 * The section {@code information} of a configuration: what others must know of the model and the corpus does not say. What stands here goes before
 * what the corpus says.
 *
 * @param licence see {@link ModelInformation}, as for the rest
 * @param dataSets what the model is trained on
 * @param languages that are spoken
 * @param intendedUses what it is for
 * @param excludedUses what it must not be used for
 */
public record InformationSettings(
        Optional<String> licence,
        Optional<List<DataSetSettings>> dataSets,
        Optional<List<String>> languages,
        Optional<List<String>> intendedUses,
        Optional<List<String>> excludedUses) {
    /**
     * A set of data.
     *
     * @param name short
     * @param source where it comes from
     * @param licence under which terms
     */
    public record DataSetSettings(String name, Optional<String> source, Optional<String> licence) {
        /** Checks the name. */
        public DataSetSettings {
            if (name.isBlank()) {
                throw new VavlException("name is blank, and must name a data set");
            }
        }

        private DataSet dataSet() {
            return new DataSet(name, source.orElse(""), licence.orElse(""));
        }
    }

    /** Checks what can be wrong in it: the languages. */
    public InformationSettings {
        try {
            new ModelInformation("", List.of(), languages.orElse(List.of()), List.of(), List.of(), List.of());
        } catch (IllegalArgumentException e) {
            throw new VavlException("languages has the " + e.getMessage(), e);
        }
    }

    /** The same as a model file has it, without speakers. */
    public ModelInformation information() {
        List<DataSet> named = new ArrayList<>();
        dataSets.ifPresent(all -> all.forEach(one -> named.add(one.dataSet())));
        return new ModelInformation(
                licence.orElse(""),
                named,
                languages.orElse(List.of()),
                intendedUses.orElse(List.of()),
                excludedUses.orElse(List.of()),
                List.of());
    }
}
