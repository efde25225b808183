package org.vavl.model.mtcnn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.vavl.core.compute.Device;

/**
 * One of MTCNN's three networks (Zhang et al., 2016, figure 2): convolutions, each followed by a PReLU and most by a maximum; then dense
 * layers, or convolutions in their place; then the outputs, of which the first are two classes. Parameters have facenet-pytorch's
 * names.
 *
 * <p>N is the number of pictures; for the proposal network, H and W are the places that it answers for, for the others 1.
 */
final class MtcnnNetwork implements AutoCloseable {
    private final List<Layer> layers = new ArrayList<>();
    private final List<Tensor> parameters;

    /** What the networks answer, in the order of the outputs: which is a face, the box's corrections, and landmarks or not. */
    private final List<Affine> outputs = new ArrayList<>();

    private final MtcnnWeights weights;
    private int inputs = 3;

    private interface Layer {
        Tensor forward(Tensor xNCHW);
    }

    /** Parameters of a convolution, if the weight has four dimensions, or of a dense layer. */
    private record Affine(Tensor weight, Tensor bias) {
        Tensor apply(Tensor x) {
            long[] one = {1, 1};
            TensorOptional shift = new TensorOptional(bias);
            return weight.dim() == 4
                    ? torch.conv2d(x, weight, shift, one, new long[] {0, 0}, one, 1)
                    : torch.linear(x, weight, shift);
        }
    }

    private MtcnnNetwork(MtcnnWeights weights) {
        this.weights = weights;
        this.parameters = new ArrayList<>();
    }

    /** P-Net: looks at every place of a picture, 12×12 pixels each, two apart. */
    static MtcnnNetwork proposal(Path path, Device device) {
        return load(path, device, network -> network.convolution(1, 10, 3)
                .maximum(2, 2)
                .convolution(2, 16, 3)
                .convolution(3, 32, 3)
                .convolutionOutput("conv4_1", 2)
                .convolutionOutput("conv4_2", 4));
    }

    /** R-Net: looks at a candidate of 24×24 pixels. */
    static MtcnnNetwork refinement(Path path, Device device) {
        return load(path, device, network -> network.convolution(1, 28, 3)
                .maximum(3, 2)
                .convolution(2, 48, 3)
                .maximum(3, 2)
                .convolution(3, 64, 2)
                .dense(4, 3, 128)
                .denseOutput("dense5_1", 2)
                .denseOutput("dense5_2", 4));
    }

    /** O-Net: looks at a candidate of 48×48 pixels, and finds its landmarks. */
    static MtcnnNetwork output(Path path, Device device) {
        return load(path, device, network -> network.convolution(1, 32, 3)
                .maximum(3, 2)
                .convolution(2, 64, 3)
                .maximum(3, 2)
                .convolution(3, 64, 3)
                .maximum(2, 2)
                .convolution(4, 128, 2)
                .dense(5, 3, 256)
                .denseOutput("dense6_1", 2)
                .denseOutput("dense6_2", 4)
                .denseOutput("dense6_3", 10));
    }

    private static MtcnnNetwork load(Path path, Device device, Consumer<MtcnnNetwork> layers) {
        try (MtcnnWeights weights = new MtcnnWeights(path, device)) {
            MtcnnNetwork network = new MtcnnNetwork(weights);
            layers.accept(network);
            network.parameters.addAll(weights.taken());
            return network;
        }
    }

    private MtcnnNetwork convolution(int number, int channels, int kernel) {
        Affine convolution = affine("conv" + number, channels, inputs, kernel, kernel);
        Tensor slope = weights.get("prelu" + number + ".weight", channels);
        layers.add(xNCHW -> torch.prelu(convolution.apply(xNCHW), slope));
        inputs = channels;
        return this;
    }

    private Affine affine(String name, long... shape) {
        return new Affine(weights.get(name + ".weight", shape), weights.get(name + ".bias", shape[0]));
    }

    private MtcnnNetwork maximum(int size, int stride) {
        long[] sizes = {size, size};
        long[] strides = {stride, stride};
        layers.add(xNCHW -> torch.max_pool2d(xNCHW, sizes, strides, new long[] {0, 0}, new long[] {1, 1}, true));
        return this;
    }

    /** The published weights go through the picture column by column. */
    private MtcnnNetwork dense(int number, int side, int units) {
        Affine dense = affine("dense" + number, units, (long) side * side * inputs);
        Tensor slope = weights.get("prelu" + number + ".weight", units);
        layers.add(xNCHW ->
                torch.prelu(dense.apply(xNCHW.permute(0, 3, 2, 1).contiguous().view(xNCHW.size(0), -1)), slope));
        inputs = units;
        return this;
    }

    private MtcnnNetwork convolutionOutput(String name, int channels) {
        outputs.add(affine(name, channels, inputs, 1, 1));
        return this;
    }

    private MtcnnNetwork denseOutput(String name, int units) {
        outputs.add(affine(name, units, inputs));
        return this;
    }

    /**
     * Answers for pictures.
     *
     * @param xN3HW colours from −1 to 1
     * @return the probability of a face and of none (N, 2, …); the corrections of the box (N, 4, …); for O-Net, the landmarks (N, 10)
     */
    List<Tensor> forward(Tensor xN3HW) {
        Tensor x = xN3HW.contiguous(MemoryFormat.ChannelsLast); // maxima are quick there
        for (Layer layer : layers) {
            x = layer.forward(x);
        }
        List<Tensor> answers = new ArrayList<>();
        for (Affine output : outputs) {
            answers.add(output.apply(x));
        }
        answers.set(0, torch.softmax(answers.get(0), 1));
        return answers;
    }

    /** An answer's values, row by row. */
    static float[] values(Tensor answer) {
        Tensor contiguous = answer.cpu().contiguous();
        float[] values = new float[(int) contiguous.numel()];
        contiguous.data_ptr_float().get(values);
        return values;
    }

    @Override
    public void close() {
        parameters.forEach(Tensor::close);
    }
}
