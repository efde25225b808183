package org.vavl.model.wav2vec2;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.HostTensors;

/** Mean and variance of each channel over a clip that comes in pieces. */
final class ChannelMoments {
    private final double[] sums;
    private final double[] squares;
    private long frames;

    ChannelMoments(int channels) {
        sums = new double[channels];
        squares = new double[channels];
    }

    /** Adds a piece, (1, T, C). */
    void add(Tensor x1TC) {
        try (PointerScope scope = new PointerScope()) {
            Tensor wide1TC = x1TC.to(ScalarType.Double);
            long[] allButChannels = {0, 1};
            add(wide1TC.sum(allButChannels, false, new ScalarTypeOptional()), sums);
            add(wide1TC.square().sum(allButChannels, false, new ScalarTypeOptional()), squares);
            frames += x1TC.size(1);
        }
    }

    private static void add(Tensor piece, double[] sums) {
        double[] values = new double[sums.length];
        new DoublePointer(piece.cpu().contiguous().data_ptr()).get(values);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    /** Normalises by what was added, at least one frame. */
    ChannelNorm norm() {
        float[] means = new float[sums.length];
        float[] scales = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            double mean = sums[i] / frames;
            double variance = Math.max(0, squares[i] / frames - mean * mean);
            means[i] = (float) mean;
            scales[i] = (float) (1 / Math.sqrt(variance + ChannelNorm.EPSILON));
        }
        return xBTC -> xBTC.sub(row(means, xBTC)).mul(row(scales, xBTC));
    }

    private static Tensor row(float[] values, Tensor like) {
        return HostTensors.of(values, values.length).to(like.device(), ScalarType.Float);
    }
}
