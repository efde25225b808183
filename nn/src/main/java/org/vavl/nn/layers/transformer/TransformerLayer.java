package org.vavl.nn.layers.transformer;

import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * A layer of a transformer's encoder with the norms before its parts (Vaswani et al. 2017; Xiong et al. 2020, figure 1b): x +
 * attention(norm(x), norm(s)), + feed-forward(norm(x)), of a target x and a source s, which are the same in self-attention.
 * Parameters: {@code attentionNorm}, {@code attention}, {@code feedForwardNorm}, {@code hidden}, {@code output}, and
 * {@code residualWeight} (1), where the residual is weighted.
 */
public final class TransformerLayer {
    private final LayerNorm attentionNorm;
    private final MultiHeadAttention attention;
    private final LayerNorm feedForwardNorm;
    private final Linear hidden;
    private final Linear output;
    private final TransformerSettings.Activation activation;
    private final Dropout activationDropout;
    private final Dropout residualDropout;
    private final Optional<Tensor> residualWeight;

    /**
     * Creates the layer.
     *
     * @param path where its parameters are created
     * @param sizes of the layer
     */
    public TransformerLayer(ParameterPath path, TransformerSettings sizes) {
        attentionNorm = new LayerNorm(path.child("attentionNorm"), sizes.width());
        attention = new MultiHeadAttention(path.child("attention"), sizes);
        feedForwardNorm = new LayerNorm(path.child("feedForwardNorm"), sizes.width());
        hidden = new Linear(path.child("hidden"), sizes.width(), sizes.feedForwardWidth());
        output = new Linear(path.child("output"), sizes.feedForwardWidth(), sizes.width());
        activation = sizes.activation();
        activationDropout = new Dropout(sizes.dropout().activation());
        residualDropout = new Dropout(sizes.dropout().residual());
        residualWeight = sizes.weightedResidual()
                ? Optional.of(path.create("residualWeight", Initialisation.uniform(0, 1), 1))
                : Optional.empty();
    }

    /**
     * Self-attention and the feed-forward network.
     *
     * @param xBTD float32
     * @param visible which frames each frame sees, as {@link AttentionMask} makes it
     * @param mode whether dropout is drawn, and in which precision products are made
     * @return (B, T, D), float32
     */
    public Tensor forward(Tensor xBTD, Tensor visible, ForwardMode mode) {
        Tensor normedBTD = attentionNorm.forward(xBTD);
        return forward(xBTD, normedBTD, normedBTD, visible, mode);
    }

    /**
     * Attention from a target to a source, and the feed-forward network.
     *
     * @param targetBQD float32
     * @param sourceBKD float32
     * @param visible which frames of the source each frame of the target sees
     * @param mode whether dropout is drawn, and in which precision products are made
     * @return (B, Q, D), float32
     */
    public Tensor forward(Tensor targetBQD, Tensor sourceBKD, Tensor visible, ForwardMode mode) {
        return forward(targetBQD, attentionNorm.forward(targetBQD), attentionNorm.forward(sourceBKD), visible, mode);
    }

    private Tensor forward(Tensor xBQD, Tensor normedBQD, Tensor sourceBKD, Tensor visible, ForwardMode mode) {
        Tensor attendedBQD = add(xBQD, attention.forward(normedBQD, sourceBKD, visible, mode), mode);
        return add(attendedBQD, feedForward(feedForwardNorm.forward(attendedBQD), mode), mode);
    }

    private Tensor feedForward(Tensor xBQD, ForwardMode mode) {
        Tensor hiddenBQF = activate(hidden.forward(xBQD, mode));
        return output.forward(activationDropout.forward(hiddenBQF, mode), mode);
    }

    private Tensor activate(Tensor x) {
        return activation == TransformerSettings.Activation.GELU ? torch.gelu(x) : torch.relu(x);
    }

    /** x + f(x), or αx + (1−α)f(x). */
    private Tensor add(Tensor x, Tensor change, ForwardMode mode) {
        Tensor dropped = residualDropout.forward(change, mode);
        return residualWeight
                .map(alpha -> x.mul(alpha).add(dropped.mul(alpha.neg().add(new Scalar(1.0)))))
                .orElseGet(() -> x.add(dropped));
    }

    /** The same as {@link #forward(Tensor, Tensor, ForwardMode)} in a graph. */
    public GraphValue write(GraphValue xBTD, GraphValue visible) {
        GraphValue normedBTD = xBTD.graph().in("attentionNorm", () -> attentionNorm.write(xBTD));
        return write(xBTD, normedBTD, normedBTD, visible);
    }

    /** The same as {@link #forward(Tensor, Tensor, Tensor, ForwardMode)} in a graph. */
    public GraphValue write(GraphValue targetBQD, GraphValue sourceBKD, GraphValue visible) {
        GraphBuilder graph = targetBQD.graph();
        GraphValue normedBQD = graph.in("attentionNorm", () -> attentionNorm.write(targetBQD));
        GraphValue normedBKD = graph.in("attentionNorm", () -> attentionNorm.write(sourceBKD));
        return write(targetBQD, normedBQD, normedBKD, visible);
    }

    private GraphValue write(GraphValue xBQD, GraphValue normedBQD, GraphValue sourceBKD, GraphValue visible) {
        GraphBuilder graph = xBQD.graph();
        GraphValue attendedBQD = sum(xBQD, graph.in("attention", () -> attention.write(normedBQD, sourceBKD, visible)));
        GraphValue againBQD = graph.in("feedForwardNorm", () -> feedForwardNorm.write(attendedBQD));
        GraphValue hiddenBQF = graph.in("hidden", () -> activate(hidden.write(againBQD)));
        return sum(attendedBQD, graph.in("output", () -> output.write(hiddenBQF)));
    }

    private GraphValue activate(GraphValue x) {
        return activation == TransformerSettings.Activation.GELU ? x.gelu() : x.relu();
    }

    private GraphValue sum(GraphValue x, GraphValue change) {
        GraphBuilder graph = x.graph();
        return residualWeight
                .map(graph::parameter)
                .map(alpha -> x.times(alpha)
                        .plus(change.times(graph.scalar(GraphType.FLOAT32, 1).minus(alpha))))
                .orElseGet(() -> x.plus(change));
    }
}
