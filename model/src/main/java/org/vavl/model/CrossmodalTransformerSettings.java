package org.vavl.model;

import static org.vavl.model.SettingRange.requireDivides;
import static org.vavl.model.SettingRange.requireProbability;
import static org.vavl.model.SettingRange.requireWithin;

import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.transformer.TransformerEncoder;
import org.vavl.nn.layers.transformer.TransformerSettings;

/**
 * Sizes and settings of crossmodal transformers (Tsai et al. 2019, section 3.2), of which MulT, AuxFormer and TLSTM are made: some look from
 * one modality at the other, some within one sequence.
 *
 * @param width D to which both modalities are projected, even
 * @param attentionHeads H, which divides D
 * @param layers of each transformer
 * @param feedForwardWidth hidden values of a layer's feed-forward network
 * @param embeddingDropout of what comes into a transformer; this and the others are from 0 to below 1
 * @param crossAttentionDropout of the attention's weights from one modality to the other
 * @param selfAttentionDropout of the attention's weights within one sequence
 * @param activationDropout of the hidden values of a layer's feed-forward network
 * @param residualDropout of what a layer adds
 */
public record CrossmodalTransformerSettings(
        int width,
        int attentionHeads,
        int layers,
        int feedForwardWidth,
        double embeddingDropout,
        double crossAttentionDropout,
        double selfAttentionDropout,
        double activationDropout,
        double residualDropout) {
    /** Checks every size. */
    public CrossmodalTransformerSettings {
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
    }

    /** With the proportions of Tsai et al.: feed-forward networks four times as wide, and dropout 0.1 but for attention across. */
    public static CrossmodalTransformerSettings of(int width, int attentionHeads, int layers, double embeddingDropout) {
        return new CrossmodalTransformerSettings(
                width, attentionHeads, layers, 4 * width, embeddingDropout, 0, 0.1, 0.1, 0.1);
    }

    /** The same for sequences that are several times as wide, with as many times the hidden values. */
    public CrossmodalTransformerSettings times(int number) {
        return new CrossmodalTransformerSettings(
                number * width,
                attentionHeads,
                layers,
                number * feedForwardWidth,
                embeddingDropout,
                crossAttentionDropout,
                selfAttentionDropout,
                activationDropout,
                residualDropout);
    }

    /** A transformer that looks from one modality at the other, with positions. */
    public TransformerEncoder across(ParameterPath path) {
        return new TransformerEncoder(path, layers, layer(crossAttentionDropout), true, embeddingDropout);
    }

    /** A transformer that looks within one sequence, with positions. */
    public TransformerEncoder within(ParameterPath path) {
        return new TransformerEncoder(path, layers, layer(selfAttentionDropout), true, embeddingDropout);
    }

    /**
     * A transformer that looks within a sequence which another has seen before, so that it needs no positions.
     *
     * @param weightedResidual whether a learnt α weighs each layer's input against what the layer makes of it
     */
    public TransformerEncoder withinWithoutPositions(ParameterPath path, boolean weightedResidual) {
        TransformerSettings layer = layer(selfAttentionDropout).withWeightedResidual(weightedResidual);
        return new TransformerEncoder(path, layers, layer, false, embeddingDropout);
    }

    private TransformerSettings layer(double attentionDropout) {
        return new TransformerSettings(
                width,
                attentionHeads,
                feedForwardWidth,
                TransformerSettings.Activation.RELU,
                true,
                false,
                new TransformerSettings.Dropouts(attentionDropout, activationDropout, residualDropout));
    }
}
