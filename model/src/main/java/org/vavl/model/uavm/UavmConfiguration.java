package org.vavl.model.uavm;

import static org.vavl.model.SettingRange.requireDivides;
import static org.vavl.model.SettingRange.requireWithin;

import java.util.List;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.transformer.TransformerSettings;

/**
 * Sizes and settings of UAVM.
 *
 * @param width D of the transformers
 * @param attentionHeads H, which divides D
 * @param modalityBlocks transformer blocks of each modality's own
 * @param sharedBlocks transformer blocks that all modalities pass through
 * @param feedForwardWidth hidden values of a block's feed-forward network
 * @param frames that the network sees, the first of a clip that are there; positions are learnt for so many
 */
public record UavmConfiguration(
        int width, int attentionHeads, int modalityBlocks, int sharedBlocks, int feedForwardWidth, int frames)
        implements ModelConfiguration {
    /** Checks every size. */
    public UavmConfiguration {
        requireWithin("width", width, 1, 8192);
        requireWithin("attentionHeads", attentionHeads, 1, width);
        requireDivides("attentionHeads", attentionHeads, "width", width);
        requireWithin("modalityBlocks", modalityBlocks, 1, 100);
        requireWithin("sharedBlocks", sharedBlocks, 1, 100);
        requireWithin("feedForwardWidth", feedForwardWidth, 1, 65536);
        requireWithin("frames", frames, 1, 10_000);
    }

    /** The transformer's blocks: no bias for queries, keys and values, and no dropout. */
    TransformerSettings blockSizes() {
        return new TransformerSettings(
                width,
                attentionHeads,
                feedForwardWidth,
                TransformerSettings.Activation.GELU,
                false,
                false,
                TransformerSettings.Dropouts.NONE);
    }

    @Override
    public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        return new UavmModel(this, modalities, task, parameters);
    }
}
