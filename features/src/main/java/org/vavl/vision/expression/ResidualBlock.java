package org.vavl.vision.expression;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.PictureConvolution;

/**
 * A residual block (He et al. 2016, arXiv:1512.03385, figure 2): relu(norm(conv(relu(norm(conv(x))))) + x), where x passes a convolution
 * over one pixel if its channels or its size change. Parameters: {@code first}, {@code second} and perhaps {@code shortcut}.
 */
final class ResidualBlock {
    private final PictureConvolution first;
    private final PictureConvolution second;
    private final Optional<PictureConvolution> shortcut;

    ResidualBlock(ParameterPath path, int inputs, int outputs, int stride) {
        first = new PictureConvolution(path.child("first"), inputs, outputs, 3, stride);
        second = new PictureConvolution(path.child("second"), outputs, outputs, 3, 1);
        shortcut = inputs == outputs && stride == 1
                ? Optional.empty()
                : Optional.of(new PictureConvolution(path.child("shortcut"), inputs, outputs, 1, stride));
    }

    Tensor forward(Tensor xNCHW, ForwardMode mode) {
        Tensor hiddenNOHW = torch.relu(first.forward(xNCHW, mode));
        Tensor changeNOHW = second.forward(hiddenNOHW, mode);
        Tensor keptNOHW = shortcut.map(layer -> layer.forward(xNCHW, mode)).orElse(xNCHW);
        return torch.relu(changeNOHW.add(keptNOHW));
    }
}
