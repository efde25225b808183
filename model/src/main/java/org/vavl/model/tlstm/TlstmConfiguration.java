package org.vavl.model.tlstm;

import static org.vavl.model.SettingRange.requireWithin;

import java.util.List;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.nn.ParameterStore;

/**
 * Sizes and settings of TLSTM.
 *
 * @param transformer sizes of each of the four transformers
 * @param memoryUnits of the long short-term memory
 */
public record TlstmConfiguration(CrossmodalTransformerSettings transformer, int memoryUnits)
        implements ModelConfiguration {
    /** Checks the size. */
    public TlstmConfiguration {
        requireWithin("memoryUnits", memoryUnits, 1, 65536);
    }

    @Override
    public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        return new TlstmModel(this, modalities, task, parameters);
    }
}
