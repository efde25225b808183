package org.vavl.model.tlstm;

import static org.vavl.model.SettingRange.requireDivides;
import static org.vavl.model.SettingRange.requireProbability;
import static org.vavl.model.SettingRange.requireWithin;

import java.util.List;
import org.vavl.corpus.Modality;
import org.vavl.corpus.Task;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.TransformerSizes;

/**
 * Sizes and settings of TLSTM.
 *
 * @param width D to which both modalities are projected, even
 * @param attentionHeads H, which divides D
 * @param layers of each of the four transformers
 * @param feedForwardWidth hidden values of a layer's feed-forward network
 * @param embeddingDropout of what comes into a transformer; this and the others are from 0 to below 1
 * @param crossAttentionDropout of the attention's weights from one modality to the other
 * @param selfAttentionDropout of the attention's weights within one sequence
 * @param activationDropout of the hidden values of a layer's feed-forward network
 * @param residualDropout of what a layer adds
 * @param memoryUnits of the long short-term memory
 */
public record TlstmConfiguration(
        int width,
        int attentionHeads,
        int layers,
        int feedForwardWidth,
        double embeddingDropout,
        double crossAttentionDropout,
        double selfAttentionDropout,
        double activationDropout,
        double residualDropout,
        int memoryUnits)
        implements ModelConfiguration {
    /** Checks every size. */
    public TlstmConfiguration {
        requireWithin("width", width, 4, 8192);
        requireDivides("2", 2, "width", width);
        requireWithin("attentionHeads", attentionHeads, 1, width);
        requireDivides("attentionHeads", attentionHeads, "width", width);
        requireWithin("layers", layers, 1, 100);
        requireWithin("feedForwardWidth", feedForwardWidth, 1, 65536);
        requireProbability("embeddingDropout", embeddingDropout);
        requireProbability("crossAttentionDropout", crossAttentionDropout);
        requireProbability("selfAttentionDropout", selfAttentionDropout);
        requireProbability("activationDropout", activationDropout);
        requireProbability("residualDropout", residualDropout);
        requireWithin("memoryUnits", memoryUnits, 1, 65536);
    }

    /** The layers that look from one modality at the other. */
    TransformerSizes crossSizes() {
        return new TransformerSizes(
                width,
                attentionHeads,
                feedForwardWidth,
                TransformerSizes.Activation.RELU,
                true,
                false,
                new TransformerSizes.Dropouts(crossAttentionDropout, activationDropout, residualDropout));
    }

    /** The layers that look within one sequence. */
    TransformerSizes selfSizes() {
        return crossSizes().withAttentionDropout(selfAttentionDropout);
    }

    @Override
    public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        return new TlstmModel(this, modalities, task, parameters);
    }
}
