package org.vavl.model.speech;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.Linear;

/** The downstream head of section 4.2. Parameters: {@code hidden.i}, {@code norms.i} and {@code output}. */
final class SpeechHead {
    private final Linear firstHidden;
    private final Linear secondHidden;
    private final LayerNorm firstNorm;
    private final LayerNorm secondNorm;
    private final Linear output;
    private final Dropout dropout;

    /**
     * A head's sizes.
     *
     * @param inputs of it
     * @param width of its hidden layers
     * @param dropout behind each of them
     */
    record Sizes(int inputs, int width, double dropout) {}

    SpeechHead(ParameterPath path, Sizes sizes, int outputs) {
        int width = sizes.width();
        ParameterPath hidden = path.child("hidden");
        ParameterPath norms = path.child("norms");
        firstHidden = new Linear(hidden.child(0), sizes.inputs(), width);
        secondHidden = new Linear(hidden.child(1), width, width);
        firstNorm = new LayerNorm(norms.child(0), width);
        secondNorm = new LayerNorm(norms.child(1), width);
        output = new Linear(path.child("output"), width, outputs);
        dropout = new Dropout(sizes.dropout());
    }

    /**
     * Applies the head.
     *
     * @param pooledND float32
     * @return (N, C)
     */
    Tensor forward(Tensor pooledND, ForwardMode mode) {
        Tensor firstNH = hidden(pooledND, firstHidden, firstNorm, mode);
        Tensor secondNH = hidden(firstNH, secondHidden, secondNorm, mode);
        return output.forward(secondNH, mode);
    }

    private Tensor hidden(Tensor x, Linear linear, LayerNorm norm, ForwardMode mode) {
        return dropout.forward(torch.relu(norm.forward(linear.forward(x, mode))), mode);
    }
}
