package org.vavl.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.ConfigurationException;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.ConfigurationWriter;
import org.vavl.core.configuration.NearestName;
import org.vavl.core.configuration.Problem;
import org.vavl.core.configuration.ValueFormat;

/**
 * The networks that are known, and their settings in a configuration: {@code model: {name: vavl, preset: small, width: 64}} is
 * the preset {@code small} of the family {@code vavl} with another width. Without a preset, every setting must be given.
 */
public final class ModelConfigurations {
    private static final String NAME = "name";
    private static final String PRESET = "preset";

    private ModelConfigurations() {}

    /** The families that are found, by name. */
    public static List<ModelFamily> families() {
        return ServiceLoader.load(ModelFamily.class, ModelFamily.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ModelFamily::name))
                .toList();
    }

    /**
     * The family of a name.
     *
     * @throws VavlException if there is none; the message has the nearest name
     */
    public static ModelFamily family(String name) {
        List<ModelFamily> families = families();
        return families.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new VavlException("model '" + name + "' is not known: "
                        + NearestName.hint(
                                name, families.stream().map(ModelFamily::name).toList())));
    }

    /**
     * A family's settings under a preset's name.
     *
     * @throws VavlException if there is none; the message has the nearest name
     */
    public static ModelConfiguration preset(ModelFamily family, String preset) {
        return Optional.ofNullable(family.presets().get(preset))
                .orElseThrow(() -> new VavlException("preset '" + preset + "' of model '" + family.name()
                        + "' is not known: "
                        + NearestName.hint(preset, family.presets().keySet())));
    }

    /**
     * The settings that a configuration's section {@code model} stands for.
     *
     * @throws ConfigurationException with every problem that was found
     */
    public static ModelConfiguration read(JsonNode section) {
        return format().read(section);
    }

    /**
     * The settings that were written whole, as a model file has them: the family's name and every setting of it, and no preset, since what a
     * preset stands for may change.
     *
     * @throws ConfigurationException with every problem that was found
     */
    public static ModelConfiguration readWhole(JsonNode section) {
        if (!(section instanceof ObjectNode object)) {
            throw Format.problem("", Problem.Kind.VALUE, "must be a section with the key name");
        }
        if (!object.path(NAME).isTextual()) {
            throw Format.problem(NAME, Problem.Kind.VALUE, "is missing: it must be the name of a network");
        }
        ModelFamily family = Format.named(NAME, () -> family(object.get(NAME).asText()));
        return Format.settings(object.deepCopy().without(NAME), family, Optional.empty(), ConfigurationReader.whole());
    }

    /** The form that settings have in a configuration, for the reader and the writer. */
    public static ValueFormat<ModelConfiguration> format() {
        return new Format();
    }

    private static final class Format implements ValueFormat<ModelConfiguration> {
        @Override
        public ModelConfiguration read(JsonNode section) {
            return read(section, Optional.empty());
        }

        /** The defaults count where the section names no preset and no other family. */
        @Override
        public ModelConfiguration overlay(JsonNode section, ModelConfiguration defaults) {
            return read(section, Optional.of(defaults));
        }

        @Override
        public JsonNode write(ModelConfiguration settings) {
            ObjectNode section = ConfigurationWriter.standard().toTree((Record) settings);
            ObjectNode named = section.objectNode().put(NAME, familyOf(settings).name());
            named.setAll(section);
            return named;
        }

        private static ModelConfiguration read(JsonNode section, Optional<ModelConfiguration> defaults) {
            if (!(section instanceof ObjectNode object)) {
                throw problem("", Problem.Kind.VALUE, "must be a section with the keys name and preset");
            }
            ModelFamily family = chosenFamily(object, defaults);
            Optional<ModelConfiguration> base = object.has(PRESET)
                    ? Optional.of(chosenPreset(family, object))
                    : defaults.filter(settings -> settings.getClass() == family.configurationType());
            return settings(
                    object.deepCopy().without(List.of(NAME, PRESET)), family, base, ConfigurationReader.standard());
        }

        private static ModelFamily chosenFamily(ObjectNode section, Optional<ModelConfiguration> defaults) {
            if (section.has(NAME)) {
                return named(NAME, () -> family(section.get(NAME).asText()));
            }
            return defaults.map(Format::familyOf)
                    .orElseThrow(() -> problem(
                            NAME,
                            Problem.Kind.VALUE,
                            "is missing: it must be one of "
                                    + String.join(
                                            ", ",
                                            families().stream()
                                                    .map(ModelFamily::name)
                                                    .toList())));
        }

        private static ModelConfiguration chosenPreset(ModelFamily family, ObjectNode section) {
            return named(PRESET, () -> preset(family, section.get(PRESET).asText()));
        }

        private static <T> T named(String key, java.util.function.Supplier<T> supplier) {
            try {
                return supplier.get();
            } catch (VavlException e) {
                throw problem(key, Problem.Kind.SECTION, String.valueOf(e.getMessage()));
            }
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static ModelConfiguration settings(
                JsonNode keys, ModelFamily family, Optional<ModelConfiguration> base, ConfigurationReader reader) {
            if (base.isPresent()) {
                return (ModelConfiguration) reader.read(keys, (Record) base.get());
            }
            if (keys.isEmpty()) {
                throw problem(
                        PRESET,
                        Problem.Kind.VALUE,
                        "is missing: it must be one of "
                                + String.join(", ", family.presets().keySet()));
            }
            return (ModelConfiguration) reader.read(keys, (Class) family.configurationType());
        }

        private static ModelFamily familyOf(ModelConfiguration settings) {
            return families().stream()
                    .filter(family -> family.configurationType() == settings.getClass())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            settings.getClass() + " belongs to no known family of models"));
        }

        private static ConfigurationException problem(String key, Problem.Kind kind, String text) {
            return new ConfigurationException(List.of(new Problem(key, kind, text)));
        }
    }
}
