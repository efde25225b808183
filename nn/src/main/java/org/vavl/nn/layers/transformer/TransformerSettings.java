package org.vavl.nn.layers.transformer;

import java.util.ArrayList;
import java.util.List;
import org.vavl.core.VavlException;

/**
 * The sizes and kinds of a {@link TransformerLayer}.
 *
 * @param width of a frame (D), at least 1
 * @param attentionHeads parts into which attention divides the width (H); divides it without remainder
 * @param feedForwardWidth hidden values of the feed-forward network, at least 1
 * @param activation in the feed-forward network
 * @param projectionBias whether queries, keys and values have a bias
 * @param weightedResidual whether a learnt α weighs each layer's input against what the layer makes of it: αx + (1−α)f(x)
 * @param dropout while training
 */
public record TransformerSettings(
        int width,
        int attentionHeads,
        int feedForwardWidth,
        Activation activation,
        boolean projectionBias,
        boolean weightedResidual,
        Dropouts dropout) {
    /** What is applied to the hidden values of a feed-forward network. */
    public enum Activation {
        /** max(x, 0). */
        RELU,
        /** x·Φ(x), with the normal distribution's Φ. */
        GELU
    }

    /**
     * Probabilities of values to be zeroed, each from 0 up to but not including 1.
     *
     * @param attention of attention's weights
     * @param activation of the feed-forward network's hidden values
     * @param residual of what is added to the residual stream
     */
    public record Dropouts(double attention, double activation, double residual) {
        /** Nothing is zeroed. */
        public static final Dropouts NONE = new Dropouts(0, 0, 0);
    }

    /**
     * Checks the sizes.
     *
     * @throws VavlException that names everything that is wrong
     */
    public TransformerSettings {
        List<String> problems = new ArrayList<>();
        if (width < 1) {
            problems.add("width is " + width + ", and must be at least 1");
        }
        if (attentionHeads < 1 || width % attentionHeads != 0) {
            problems.add("attentionHeads is " + attentionHeads + ", and must divide width " + width);
        }
        if (feedForwardWidth < 1) {
            problems.add("feedForwardWidth is " + feedForwardWidth + ", and must be at least 1");
        }
        if (!problems.isEmpty()) {
            throw new VavlException("transformer: " + String.join("; ", problems));
        }
    }

    /** The same with a learnt α, or without. */
    public TransformerSettings withWeightedResidual(boolean weighted) {
        return new TransformerSettings(
                width, attentionHeads, feedForwardWidth, activation, projectionBias, weighted, dropout);
    }
}
