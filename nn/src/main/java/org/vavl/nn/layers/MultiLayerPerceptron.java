package org.vavl.nn.layers;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/** Linear layers in a row, with ReLU and dropout after each but the last. Parameters: {@code 0}, {@code 1} and so on. */
public final class MultiLayerPerceptron {
    private final List<Linear> hidden;
    private final Linear output;
    private final Dropout dropout;

    /**
     * Creates the layers.
     *
     * @param path where its parameters are created
     * @param widths of the input, of each hidden layer and of the output: at least two, each at least 1
     * @param dropout probability of a value of a hidden layer to be zeroed while training
     */
    public MultiLayerPerceptron(ParameterPath path, List<Integer> widths, double dropout) {
        if (widths.size() < 2) {
            throw new IllegalArgumentException(path.name() + " has widths " + widths
                    + ", and must have at least that of the input and of the output");
        }
        int last = widths.size() - 2;
        hidden = IntStream.range(0, last)
                .mapToObj(i -> new Linear(path.child(i), widths.get(i), widths.get(i + 1)))
                .toList();
        output = new Linear(path.child(last), widths.get(last), widths.get(last + 1));
        this.dropout = new Dropout(dropout);
    }

    /**
     * Applies the layers.
     *
     * @param x (…, first width)
     * @param mode whether dropout is drawn, and in which precision products are made
     * @return (…, last width), in that precision's type
     */
    public Tensor forward(Tensor x, ForwardMode mode) {
        Tensor y = x;
        for (Linear layer : hidden) {
            y = dropout.forward(torch.relu(layer.forward(y, mode)), mode);
        }
        return output.forward(y, mode);
    }

    /** The same as {@link #forward} in a graph. */
    public GraphValue write(GraphValue x) {
        GraphBuilder graph = x.graph();
        GraphValue y = x;
        for (int i = 0; i < hidden.size(); i++) {
            Linear layer = hidden.get(i);
            GraphValue before = y;
            y = graph.in(i, () -> layer.write(before).relu());
        }
        GraphValue last = y;
        return graph.in(hidden.size(), () -> output.write(last));
    }
}
