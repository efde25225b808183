package org.vavl.examples;

import static org.vavl.model.SettingRange.requireWithin;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.EmotionModel;
import org.vavl.model.HeadOutput;
import org.vavl.model.ModalityBatch;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.ModelFamily;
import org.vavl.model.UnimodalNetwork;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.MaskedMean;

/**
 * A network of one's own: the mean of the frames, a hidden layer, a prediction. It is named in META-INF/services, and trained, evaluated and
 * compared like those that come with Vavl: {@code model: {name: mean-pooling, preset: small}}.
 */
public final class OwnModelFamily implements ModelFamily {
    /** The settings, which a configuration file may change: the hidden layer's width. */
    public record Settings(int width) implements ModelConfiguration {
        /** Checks the width. */
        public Settings {
            requireWithin("width", width, 1, 4096);
        }

        @Override
        public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
            return new Network(this, modalities.get(0), task, parameters);
        }
    }

    @Override
    public String name() {
        return "mean-pooling";
    }

    @Override
    public Class<Settings> configurationType() {
        return Settings.class;
    }

    @Override
    public Map<String, ModelConfiguration> presets() {
        return Map.of("small", new Settings(64));
    }

    /** N clips, T frames of F values, D width, C outputs. */
    private static final class Network extends UnimodalNetwork {
        private final Linear hidden;
        private final Linear prediction;

        Network(Settings settings, Modality modality, Task task, ParameterStore parameters) {
            super(settings, modality, task, parameters);
            hidden = new Linear(parameters.root().child("hidden"), modality.width(), settings.width());
            prediction = new Linear(parameters.root().child("prediction"), settings.width(), task.outputs());
        }

        @Override
        protected HeadOutput predict(ModalityBatch part, ForwardMode mode) {
            Tensor meanNF = MaskedMean.overTime(part.featuresNTD(), part.validNT());
            Tensor hiddenND = hidden.forward(meanNF, mode).relu();
            return new HeadOutput(part.rows(), prediction.forward(hiddenND, mode));
        }
    }
}
