package org.vavl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.ConfigurationWriter;
import org.vavl.core.configuration.YamlTree;
import org.vavl.nn.ParameterStore;

class ModelConfigurationsTest {
    /** Settings of a network that is never built. */
    public record Settings(int width, double dropout) implements ModelConfiguration {
        /** Checks the width. */
        public Settings {
            if (width < 1) {
                throw new IllegalArgumentException("width is " + width + ", and must be 1 or more");
            }
        }

        @Override
        public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
            throw new UnsupportedOperationException();
        }
    }

    /** A family for the test. */
    public static final class Family implements ModelFamily {
        @Override
        public String name() {
            return "for-tests";
        }

        @Override
        public Class<? extends ModelConfiguration> configurationType() {
            return Settings.class;
        }

        @Override
        public Map<String, ModelConfiguration> presets() {
            Map<String, ModelConfiguration> presets = new LinkedHashMap<>();
            presets.put("small", new Settings(8, 0.1));
            presets.put("large", new Settings(64, 0.2));
            return presets;
        }
    }

    record Run(String name, ModelConfiguration model) {}

    private static final Run DEFAULTS = new Run("one", new Settings(8, 0.1));

    private static ModelConfiguration read(String yaml) {
        return ModelConfigurations.read(YamlTree.parse(yaml, "test"));
    }

    private static Run readRun(String yaml) {
        return ConfigurationReader.standard()
                .with(ModelConfiguration.class, ModelConfigurations.format())
                .read(YamlTree.parse(yaml, "test"), DEFAULTS);
    }

    @Test
    void aPresetIsTheGroundForTheOtherKeys() {
        assertThat(read("{name: for-tests, preset: large, dropout: 0}")).isEqualTo(new Settings(64, 0));
        assertThat(readRun("model: {preset: large}").model()).isEqualTo(new Settings(64, 0.2));
        assertThat(readRun("model: {width: 9}").model()).isEqualTo(new Settings(9, 0.1));
        assertThat(readRun("name: two")).isEqualTo(new Run("two", DEFAULTS.model()));
    }

    @Test
    void withoutAPresetEverySettingIsNeeded() {
        assertThat(read("{name: for-tests, width: 3, dropout: 0.5}")).isEqualTo(new Settings(3, 0.5));
        assertThatThrownBy(() -> read("{name: for-tests, width: 3}")).hasMessage("dropout is missing");
        assertThatThrownBy(() -> read("{name: for-tests}"))
                .hasMessage("preset is missing: it must be one of small, large");
        assertThatThrownBy(() -> read("{preset: small}")).hasMessageStartingWith("name is missing: it must be one of");
    }

    @Test
    void unknownNamesBringTheNearest() {
        assertThatThrownBy(() -> readRun("{model: {name: for-test}, nam: x}"))
                .hasMessageContaining("model.name: model 'for-test' is not known: did you mean 'for-tests'?")
                .hasMessageContaining("unknown key 'nam': did you mean 'name'?");
        assertThatThrownBy(() -> readRun("model: {preset: smal}"))
                .hasMessage("model.preset: preset 'smal' of model 'for-tests' is not known: did you mean 'small'?");
        assertThatThrownBy(() -> readRun("model: {preset: large, widht: 2, width: 0}"))
                .hasMessageContaining("unknown key 'model.widht': did you mean 'width'?")
                .hasMessageContaining("model.width is 0, and must be 1 or more");
        assertThatThrownBy(() -> readRun("model: small")).hasMessageContaining("must be a section");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Run run = new Run("three", new Settings(5, 0.25));
        JsonNode tree = ConfigurationWriter.standard()
                .with(ModelConfiguration.class, ModelConfigurations.format())
                .toTree(run);
        assertThat(tree)
                .hasToString("{\"name\":\"three\",\"model\":{\"name\":\"for-tests\",\"width\":5,\"dropout\":0.25}}");
        assertThat(readRun(YamlTree.format(tree))).isEqualTo(run);
    }
}
