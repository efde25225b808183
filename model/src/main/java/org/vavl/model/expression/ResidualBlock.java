package org.vavl.model.expression;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.ConvolutionBatchNorm;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * A residual block (He et al. 2016, arXiv:1512.03385, figure 2): relu(norm(conv(relu(norm(conv(x))))) + x), where x passes a convolution
 * over one pixel if its channels change. Parameters: {@code first}, {@code second} and perhaps {@code shortcut}.
 *
 * <p>Differs from the paper: a picture is halved by taking the mean of four pixels before the block, not by a convolution with a
 * stride, whose backward pass in bfloat16 takes oneDNN several times as long as everything else.
 */
final class ResidualBlock {
    private final boolean halves;
    private final ConvolutionBatchNorm first;
    private final ConvolutionBatchNorm second;
    private final Optional<ConvolutionBatchNorm> shortcut;

    ResidualBlock(ParameterPath path, int inputs, int outputs, boolean halves) {
        this.halves = halves;
        first = new ConvolutionBatchNorm(path.child("first"), inputs, outputs, 3);
        second = new ConvolutionBatchNorm(path.child("second"), outputs, outputs, 3);
        shortcut = inputs == outputs
                ? Optional.empty()
                : Optional.of(new ConvolutionBatchNorm(path.child("shortcut"), inputs, outputs, 1));
    }

    Tensor forward(Tensor beforeNCHW, ForwardMode mode) {
        Tensor xNCHW = halves ? torch.avg_pool2d(beforeNCHW, 2) : beforeNCHW;
        Tensor hiddenNOHW = torch.relu(first.forward(xNCHW, mode));
        Tensor changeNOHW = second.forward(hiddenNOHW, mode);
        Tensor keptNOHW = shortcut.map(layer -> layer.forward(xNCHW, mode)).orElse(xNCHW);
        return torch.relu(changeNOHW.add(keptNOHW));
    }

    /** The same as {@link #forward} in a graph. */
    GraphValue write(GraphValue beforeNCHW) {
        GraphBuilder graph = beforeNCHW.graph();
        GraphValue xNCHW = halves ? beforeNCHW.averagePool(2) : beforeNCHW;
        GraphValue hiddenNOHW = graph.in("first", () -> first.write(xNCHW).relu());
        GraphValue changeNOHW = graph.in("second", () -> second.write(hiddenNOHW));
        GraphValue keptNOHW = shortcut.map(layer -> graph.in("shortcut", () -> layer.write(xNCHW)))
                .orElse(xNCHW);
        return changeNOHW.plus(keptNOHW).relu();
    }
}
