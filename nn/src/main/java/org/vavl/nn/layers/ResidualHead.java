package org.vavl.nn.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * A perceptron around which its input goes, and a linear layer: (x + MLP(x))·W (Tsai et al. 2019, in their code). Parameters:
 * {@code hidden} and {@code output}.
 */
public final class ResidualHead {
    private final MultiLayerPerceptron hidden;
    private final Linear output;

    /**
     * Creates the layers.
     *
     * @param path where its parameters are created
     * @param widths of the input and of each layer of the perceptron, of which the last is the input's again
     * @param outputs width of the result
     * @param dropout probability of a hidden value of the perceptron to be zeroed while training
     */
    public ResidualHead(ParameterPath path, List<Integer> widths, int outputs, double dropout) {
        int width = widths.get(0);
        if (widths.get(widths.size() - 1) != width) {
            throw new IllegalArgumentException(
                    path.name() + " has widths " + widths + ", and the last must be the first again");
        }
        hidden = new MultiLayerPerceptron(path.child("hidden"), widths, dropout);
        output = new Linear(path.child("output"), width, outputs);
    }

    /**
     * Applies the layers.
     *
     * @param x (…, width)
     * @param mode whether dropout is drawn, and in which precision products are made
     * @return (…, outputs), in that precision's type
     */
    public Tensor forward(Tensor x, ForwardMode mode) {
        return output.forward(x.add(hidden.forward(x, mode)), mode);
    }

    /** The same as {@link #forward} in a graph. */
    public GraphValue write(GraphValue x) {
        GraphBuilder graph = x.graph();
        GraphValue changed = x.plus(graph.in("hidden", () -> hidden.write(x)));
        return graph.in("output", () -> output.write(changed));
    }
}
