package org.vavl.model.auxformer;

import static org.vavl.model.SettingRange.requireList;
import static org.vavl.model.SettingRange.requireProbability;

import java.util.List;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.nn.ParameterStore;

/**
 * Sizes and settings of AuxFormer.
 *
 * @param transformer sizes of each of the six transformers
 * @param auxiliaryWidths widths of the hidden layers of the head that both auxiliary networks share
 * @param outputDropout of the hidden values before the outputs, from 0 to below 1
 */
public record AuxFormerConfiguration(
        CrossmodalTransformerSettings transformer, List<Integer> auxiliaryWidths, double outputDropout)
        implements ModelConfiguration {
    /** Copies the widths and checks every size. */
    public AuxFormerConfiguration {
        auxiliaryWidths = List.copyOf(auxiliaryWidths);
        requireList("auxiliaryWidths", auxiliaryWidths, 1, 65536);
        requireProbability("outputDropout", outputDropout);
    }

    @Override
    public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        return new AuxFormerModel(this, modalities, task, parameters);
    }
}
