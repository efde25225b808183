package org.vavl.nn.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * A long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), in one direction, that passes
 * over frames which are not valid. Parameters, for H units: {@code input.weight} (4H, inputs), {@code recurrent.weight} (4H, H),
 * {@code input.bias} and {@code recurrent.bias} (4H), each with the input gate, the forget gate, the cell and the output gate in this
 * order.
 */
public final class Lstm {
    private final Tensor inputWeight;
    private final Tensor recurrentWeight;
    private final Tensor inputBias;
    private final Tensor recurrentBias;
    private final int units;

    /**
     * Creates the layer.
     *
     * @param path where its parameters are created
     * @param inputs values of a frame
     * @param units H
     */
    public Lstm(ParameterPath path, int inputs, int units) {
        if (inputs < 1 || units < 1) {
            throw new IllegalArgumentException(path.name() + " has " + inputs + " inputs and " + units
                    + " units, and must have at least 1 of each");
        }
        Initialisation uniform = Initialisation.forInputs(units);
        inputWeight = path.child("input").create("weight", uniform, 4L * units, inputs);
        recurrentWeight = path.child("recurrent").create("weight", uniform, 4L * units, units);
        inputBias = path.child("input").create("bias", uniform, 4L * units);
        recurrentBias = path.child("recurrent").create("bias", uniform, 4L * units);
        this.units = units;
    }

    /**
     * What it answers after the last valid frame of each clip. Made in float32.
     *
     * @param xBTD the frames
     * @param validBT boolean: which are valid; the memory stays as it is over the others
     * @return (B, H), float32
     */
    public Tensor last(Tensor xBTD, Tensor validBT) {
        Tensor framesBTD = ValidFrames.compact(ValidFrames.zeroInvalid(xBTD.to(ScalarType.Float), validBT), validBT)
                .contiguous();
        Tensor zeros1BH = framesBTD.new_zeros(1, xBTD.size(0), units);
        Tensor answersBTH = torch.lstm(
                        framesBTD,
                        new TensorVector(zeros1BH, zeros1BH),
                        new TensorVector(inputWeight, recurrentWeight, inputBias, recurrentBias),
                        true,
                        1,
                        0,
                        false,
                        false,
                        true)
                .get0();
        return ValidFrames.last(
                answersBTH, ValidFrames.compact(validBT.unsqueeze(2), validBT).squeeze(2));
    }

    /** The same as {@link #last} in a graph. */
    public GraphValue write(GraphValue xBTD, GraphValue validBT) {
        GraphBuilder graph = xBTD.graph();
        GraphValue cleanBTD = ValidFrames.zeroInvalid(xBTD, validBT);
        GraphValue framesTBD = ValidFrames.frames(cleanBTD, ValidFrames.order(validBT, validBT.size(1)))
                .permute(1, 0, 2);
        GraphValue lengthsB = ValidFrames.counts(validBT)
                .max(graph.scalar(GraphType.INT64, 1))
                .cast(GraphType.INT32);
        GraphValue bias = byGate(graph.parameter(inputBias)).concat(0, byGate(graph.parameter(recurrentBias)));
        return framesTBD
                .lstm(
                        byGate(graph.kernel(inputWeight)).unsqueeze(0),
                        byGate(graph.kernel(recurrentWeight)).unsqueeze(0),
                        bias.unsqueeze(0),
                        lengthsB,
                        units)
                .squeeze(0);
    }

    /** With the input gate, the output gate, the forget gate and the cell in this order, which is ONNX's. */
    private static GraphValue byGate(GraphValue parameter) {
        List<GraphValue> gates = parameter.split(0, 4);
        return gates.get(0).concat(0, gates.get(3), gates.get(1), gates.get(2));
    }
}
