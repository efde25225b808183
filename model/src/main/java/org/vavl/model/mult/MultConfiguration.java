package org.vavl.model.mult;

import static org.vavl.model.SettingRange.requireProbability;

import java.util.List;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.nn.ParameterStore;

/**
 * Sizes and settings of MulT.
 *
 * @param transformer sizes of each of the transformers that look from one modality at another; those within are as many times as wide as a modality looks at
 * @param outputDropout of the hidden values before the outputs, from 0 to below 1
 */
public record MultConfiguration(CrossmodalTransformerSettings transformer, double outputDropout)
        implements ModelConfiguration {
    /** Checks the dropout. */
    public MultConfiguration {
        requireProbability("outputDropout", outputDropout);
    }

    @Override
    public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        return new MultModel(this, modalities, task, parameters);
    }
}
