package org.vavl.model.vavl;

import java.util.List;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.ModelConfiguration;
import org.vavl.model.SettingRange;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.conformer.ConformerSettings;

/**
 * Sizes and settings of VAVL (paper, section 4.3).
 *
 * @param width D of the conformers
 * @param attentionHeads H, which divides D
 * @param modalityBlocks conformer blocks of each modality's own encoder
 * @param sharedBlocks conformer blocks that all modalities pass through
 * @param feedForwardWidth width inside the conformers' feed-forward modules
 * @param convolutionKernel frames that the conformers' depthwise convolution sees, odd
 * @param projectionWidth width to which the input features are projected first
 * @param projectionKernel frames that this projection sees, odd
 * @param headWidths widths of the hidden layers of the prediction and reconstruction heads
 * @param dropout in the projection and in the conformers, from 0 to below 1
 * @param headDropout after every hidden layer of the heads, from 0 to below 1
 * @param sharedResidual whether the input of the shared layers is added to their output; without it: ablation 1 of Table 3
 * @param reconstruction whether the pooled input is reconstructed beside the prediction; without it: ablation 2
 * @param jointHead whether a head of its own answers for clips with all modalities; without it, the mean of the single heads
 *     does: ablation 3
 */
public record VavlConfiguration(
        int width,
        int attentionHeads,
        int modalityBlocks,
        int sharedBlocks,
        int feedForwardWidth,
        int convolutionKernel,
        int projectionWidth,
        int projectionKernel,
        List<Integer> headWidths,
        double dropout,
        double headDropout,
        boolean sharedResidual,
        boolean reconstruction,
        boolean jointHead)
        implements ModelConfiguration {
    /** Checks every size. */
    public VavlConfiguration {
        requireWithin("width", width, 1, 8192);
        requireWithin("attentionHeads", attentionHeads, 1, width);
        requireWithin("modalityBlocks", modalityBlocks, 1, 100);
        requireWithin("sharedBlocks", sharedBlocks, 1, 100);
        requireWithin("feedForwardWidth", feedForwardWidth, 1, 65536);
        requireOdd("convolutionKernel", convolutionKernel);
        requireWithin("projectionWidth", projectionWidth, 1, 8192);
        requireOdd("projectionKernel", projectionKernel);
        requireProbability("dropout", dropout);
        requireProbability("headDropout", headDropout);
        headWidths = List.copyOf(headWidths);
        SettingRange.requireList("headWidths", headWidths, 1, 65536);
        if (width % attentionHeads != 0) {
            throw new IllegalArgumentException(
                    "attentionHeads is " + attentionHeads + ", and must divide width " + width);
        }
    }

    /** The same with a joint head, or without: ablation 3 of Table 3. */
    public VavlConfiguration withJointHead(boolean newJointHead) {
        return new VavlConfiguration(
                width,
                attentionHeads,
                modalityBlocks,
                sharedBlocks,
                feedForwardWidth,
                convolutionKernel,
                projectionWidth,
                projectionKernel,
                headWidths,
                dropout,
                headDropout,
                sharedResidual,
                reconstruction,
                newJointHead);
    }

    private static void requireWithin(String name, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", and must be from " + minimum + " to " + maximum);
        }
    }

    private static void requireOdd(String name, int value) {
        requireWithin(name, value, 1, 255);
        if (value % 2 == 0) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be odd");
        }
    }

    private static void requireProbability(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be from 0 to below 1");
        }
    }

    /** The sizes of the conformers. */
    ConformerSettings conformerSizes() {
        return new ConformerSettings(width, attentionHeads, feedForwardWidth, convolutionKernel, dropout);
    }

    @Override
    public VavlModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        return new VavlModel(this, modalities, task, parameters);
    }
}
