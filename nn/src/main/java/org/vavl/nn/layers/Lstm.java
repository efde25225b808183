package org.vavl.nn.layers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;

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
}
