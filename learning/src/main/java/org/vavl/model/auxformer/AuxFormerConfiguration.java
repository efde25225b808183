package org.vavl.model.auxformer;

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
 * Sizes and settings of AuxFormer.
 *
 * @param width D to which both modalities are projected, even
 * @param attentionHeads H, which divides D
 * @param layers of each of the six transformers
 * @param feedForwardWidth hidden values of a layer's feed-forward network
 * @param embeddingDropout of what comes into a transformer; this and the others are from 0 to below 1
 * @param crossAttentionDropout of the attention's weights from one modality to the other
 * @param selfAttentionDropout of the attention's weights within one sequence
 * @param activationDropout of the hidden values of a layer's feed-forward network
 * @param residualDropout of what a layer adds
 * @param auxiliaryWidths widths of the hidden layers of the head that both auxiliary networks share
 * @param outputDropout of the hidden values before the outputs
 */
public record AuxFormerConfiguration(
        int width,
        int attentionHeads,
        int layers,
        int feedForwardWidth,
        double embeddingDropout,
        double crossAttentionDropout,
        double selfAttentionDropout,
        double activationDropout,
        double residualDropout,
        List<Integer> auxiliaryWidths,
        double outputDropout)
        implements ModelConfiguration {
    /** Checks every size. */
    public AuxFormerConfiguration {
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
        auxiliaryWidths = List.copyOf(auxiliaryWidths);
        auxiliaryWidths.forEach(hidden -> requireWithin("auxiliaryWidths", hidden, 1, 65536));
        requireProbability("outputDropout", outputDropout);
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
        return new AuxFormerModel(this, modalities, task, parameters);
    }
}
