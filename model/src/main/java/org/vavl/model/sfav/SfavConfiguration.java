package org.vavl.model.sfav;

import static org.vavl.model.SettingRange.requireWithin;

import java.util.List;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.nn.ParameterStore;

/**
 * Sizes of SFAV.
 *
 * @param width W: the first modality's convolutions have W, 2W, 4W and 2W channels, the second's W, W, 2W and 2W
 */
public record SfavConfiguration(int width) implements ModelConfiguration {
    /** Checks the size. */
    public SfavConfiguration {
        requireWithin("width", width, 1, 8192);
    }

    @Override
    public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        return new SfavModel(this, modalities, task, parameters);
    }
}
