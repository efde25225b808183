package org.vavl.learning.corpus.importer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.NearestName;

/** The options that a user gave to an importer, by name. */
public final class ImportOptions {
    private final Map<String, String> values;

    private ImportOptions(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Checks that an importer knows the options.
     *
     * @throws VavlException if it does not
     */
    public static ImportOptions of(CorpusImporter importer, Map<String, String> values) {
        for (String name : values.keySet()) {
            if (!importer.options().containsKey(name)) {
                throw new VavlException("importer " + importer.name() + " has no option '" + name + "'"
                        + (importer.options().isEmpty()
                                ? ""
                                : ": "
                                        + NearestName.hint(
                                                name, importer.options().keySet())));
            }
        }
        return new ImportOptions(values);
    }

    /** An option's value, stripped of spaces; empty if it was not given. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The value of an option that is true or false; false if it was not given. */
    public boolean isSet(String name) {
        String value = get(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new VavlException("option " + name + " is '" + value + "', and must be true or false");
        }
        return value.equals("true");
    }

    /**
     * The value of an option that is a list of pairs, such as {@code calm=neutral,fearful=sad}, in its order; empty if it was not
     * given.
     */
    public Map<String, String> pairs(String name) {
        return pairs(name, false);
    }

    /** The same of an option in which nothing may stand behind the equals sign, such as {@code calm=neutral,disgust=}. */
    public Map<String, String> pairsOrNames(String name) {
        return pairs(name, true);
    }

    private Map<String, String> pairs(String name, boolean mayBeEmpty) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : list(name)) {
            String[] sides = pair.split("=", -1);
            if (sides.length != 2 || sides[0].isBlank() || (!mayBeEmpty && sides[1].isBlank())) {
                throw new VavlException("option " + name + " has '" + pair + "', and must have pairs such as a=b,c=d");
            }
            if (pairs.put(sides[0].strip(), sides[1].strip()) != null) {
                throw new VavlException("option " + name + " has " + sides[0].strip() + " twice");
            }
        }
        return pairs;
    }

    /**
     * The value of an option that is one of a few words; the first of them if it was not given.
     *
     * @throws VavlException if it is another
     */
    public String choice(String name, List<String> words) {
        String value = get(name).orElse(words.get(0));
        if (!words.contains(value)) {
            throw new VavlException(
                    "option " + name + " is '" + value + "', and must be one of " + String.join(", ", words));
        }
        return value;
    }

    /** The value of an option that is a list with commas; empty if it was not given. */
    public List<String> list(String name) {
        return get(name)
                .map(text ->
                        Arrays.stream(text.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
    }
}
