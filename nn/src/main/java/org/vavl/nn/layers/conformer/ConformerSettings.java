package org.vavl.nn.layers.conformer;

import java.util.ArrayList;
import java.util.List;
import org.vavl.core.VavlException;

/**
 * The sizes of a {@link Conformer}'s blocks.
 *
 * @param width of a frame (D), at least 2 and even, since positions are pairs of sine and cosine
 * @param attentionHeads parts into which attention divides the width (H); divides it without remainder
 * @param feedForwardWidth hidden values of a feed-forward module, at least 1
 * @param convolutionKernel frames that a depthwise convolution sees at once; odd
 * @param dropout probability of a value to be zeroed while training, from 0 up to but not including 1
 */
public record ConformerSettings(
        int width, int attentionHeads, int feedForwardWidth, int convolutionKernel, double dropout) {
    /**
     * Checks the sizes.
     *
     * @throws VavlException that names everything that is wrong
     */
    public ConformerSettings {
        List<String> problems = new ArrayList<>();
        if (width < 2 || width % 2 != 0) {
            problems.add("width is " + width + ", and must be even and at least 2");
        }
        if (attentionHeads < 1 || width % attentionHeads != 0) {
            problems.add("attentionHeads is " + attentionHeads + ", and must divide width " + width);
        }
        if (feedForwardWidth < 1) {
            problems.add("feedForwardWidth is " + feedForwardWidth + ", and must be at least 1");
        }
        if (convolutionKernel < 1 || convolutionKernel % 2 == 0) {
            problems.add("convolutionKernel is " + convolutionKernel + ", and must be odd and at least 1");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            problems.add("dropout is " + dropout + ", and must be at least 0 and less than 1");
        }
        if (!problems.isEmpty()) {
            throw new VavlException("conformer: " + String.join("; ", problems));
        }
    }
}
