package org.vavl.model.vavl;

import java.util.List;
import org.vavl.corpus.Modality;
import org.vavl.corpus.Task;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfiguration;
import org.vavl.nn.ParameterStore;

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
 * @param dropout in the projection and in the conformers
 * @param headDropout after every hidden layer of the heads
 * @param sharedResidual whether the input of the shared layers is added to their output; without it: ablation 1 of Table 3
 * @param reconstruction whether the pooled input is reconstructed beside the prediction; without it: ablation 2
 * @param jointHead whether a head of its own answers for clips with all modalities; without it, the mean of the single heads does: ablation 3
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
    @Override
    public EmotionModel build(List<Modality> modalities, Task task, ParameterStore parameters) {
        throw new IllegalStateException("not yet");
    }
}
