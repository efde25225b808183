package org.vavl.model.unimodal;

import static org.vavl.model.SettingRange.requireDivides;
import static org.vavl.model.SettingRange.requireList;
import static org.vavl.model.SettingRange.requireProbability;
import static org.vavl.model.SettingRange.requireWithin;

import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.conformer.ConformerSettings;

/**
 * Sizes and settings of the network for one modality.
 *
 * @param modality the name of the modality that it understands, as {@link Modality#meant} takes it; it does not look at any other
 * @param width D of the conformer
 * @param attentionHeads H, which divides D
 * @param blocks conformer blocks
 * @param feedForwardWidth width inside the conformer's feed-forward modules
 * @param convolutionKernel frames that the conformer's depthwise convolution sees, odd
 * @param projectionWidth width to which the input features are projected first
 * @param projectionKernel frames that this projection sees, odd
 * @param headWidths widths of the hidden layers of the prediction head
 * @param dropout in the projection and in the conformer, from 0 to below 1
 * @param headDropout after every hidden layer of the head, from 0 to below 1
 */
public record UnimodalConfiguration(
        String modality,
        int width,
        int attentionHeads,
        int blocks,
        int feedForwardWidth,
        int convolutionKernel,
        int projectionWidth,
        int projectionKernel,
        List<Integer> headWidths,
        double dropout,
        double headDropout)
        implements ModelConfiguration {
    /** Checks every size. */
    public UnimodalConfiguration {
        requireWithin("width", width, 2, 8192);
        requireWithin("attentionHeads", attentionHeads, 1, width);
        requireDivides("attentionHeads", attentionHeads, "width", width);
        requireWithin("blocks", blocks, 1, 100);
        requireWithin("feedForwardWidth", feedForwardWidth, 1, 65536);
        requireOdd("convolutionKernel", convolutionKernel);
        requireWithin("projectionWidth", projectionWidth, 1, 8192);
        requireOdd("projectionKernel", projectionKernel);
        headWidths = List.copyOf(headWidths);
        requireList("headWidths", headWidths, 1, 65536);
        requireProbability("dropout", dropout);
        requireProbability("headDropout", headDropout);
    }

    private static void requireOdd(String name, int value) {
        requireWithin(name, value, 1, 255);
        if (value % 2 == 0) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be odd");
        }
    }

    /** The same for another modality. */
    public UnimodalConfiguration withModality(String name) {
        return new UnimodalConfiguration(
                name,
                width,
                attentionHeads,
                blocks,
                feedForwardWidth,
                convolutionKernel,
                projectionWidth,
                projectionKernel,
                headWidths,
                dropout,
                headDropout);
    }

    /** The sizes of the conformer. */
    ConformerSettings conformerSizes() {
        return new ConformerSettings(width, attentionHeads, feedForwardWidth, convolutionKernel, dropout);
    }

    @Override
    public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        Modality understood = Modality.meant(modalities, modality)
                .orElseThrow(() -> new VavlException("model.modality is '" + modality + "', and must be one of "
                        + modalities.stream().map(Modality::name).toList()));
        return new UnimodalModel(this, understood, task, parameters);
    }
}
