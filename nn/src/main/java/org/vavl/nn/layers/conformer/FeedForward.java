package org.vavl.nn.layers.conformer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * The feed-forward module of a conformer block (Gulati et al. 2020, section 2.3 and figure 4). Parameters: {@code norm},
 * {@code hidden}, {@code output}.
 */
public final class FeedForward {
    private final LayerNorm norm;
    private final Linear hidden;
    private final Linear output;
    private final Dropout dropout;

    public FeedForward(ParameterPath path, ConformerSettings sizes) {
        norm = new LayerNorm(path.child("norm"), sizes.width());
        hidden = new Linear(path.child("hidden"), sizes.width(), sizes.feedForwardWidth());
        output = new Linear(path.child("output"), sizes.feedForwardWidth(), sizes.width());
        dropout = new Dropout(sizes.dropout());
    }

    /**
     * Applies the module.
     *
     * @param xBTD float32
     * @return (B, T, D), to be added to x by half
     */
    public Tensor forward(Tensor xBTD, ForwardMode mode) {
        Tensor hiddenBTF = torch.silu(hidden.forward(norm.forward(xBTD), mode));
        return dropout.forward(output.forward(dropout.forward(hiddenBTF, mode), mode), mode);
    }

    /** The same as {@link #forward} in a graph. */
    GraphValue write(GraphValue xBTD) {
        GraphBuilder graph = xBTD.graph();
        GraphValue normedBTD = graph.in("norm", () -> norm.write(xBTD));
        GraphValue hiddenBTF = graph.in("hidden", () -> hidden.write(normedBTD).silu());
        return graph.in("output", () -> output.write(hiddenBTF));
    }
}
