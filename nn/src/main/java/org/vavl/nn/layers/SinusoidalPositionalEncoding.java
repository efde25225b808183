package org.vavl.nn.layers;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.compute.Device;
import org.vavl.nn.TorchDevice;

/**
 * Sines and cosines of a frame's place (Vaswani et al. 2017, section 3.5), as tensor2tensor has them: first all sines, then all
 * cosines; places count from 1.
 */
public final class SinusoidalPositionalEncoding {
    private static final double LONGEST_WAVE = 10_000;

    private SinusoidalPositionalEncoding() {}

    /**
     * The positions of T frames.
     *
     * @param frames T
     * @param width D, even and at least 4
     * @param device where the result is
     * @return (T, D), float32: for place p = t+1, sin(p·ω₀) … sin(p·ωₙ₋₁), cos(p·ω₀) … cos(p·ωₙ₋₁), with n = D/2 and
     *     ωₖ = 10000^(−k/(n−1))
     */
    public static Tensor of(long frames, int width, Device device) {
        if (width < 4 || width % 2 != 0) {
            throw new IllegalArgumentException(
                    "width is " + width + ", and must be even and at least 4 for sinusoidal positions");
        }
        int pairs = width / 2;
        var options = TorchDevice.options(device, ScalarType.Double);
        Tensor placeT = torch.arange(new Scalar(1L), new Scalar(frames + 1), options);
        Tensor frequencyN = torch.arange(new Scalar(pairs), options)
                .mul(new Scalar(-Math.log(LONGEST_WAVE) / (pairs - 1)))
                .exp();
        Tensor angleTN = torch.outer(placeT, frequencyN);
        return torch.cat(new TensorVector(angleTN.sin(), angleTN.cos()), 1).to(ScalarType.Float);
    }
}
