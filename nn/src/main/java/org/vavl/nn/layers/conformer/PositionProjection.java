package org.vavl.nn.layers.conformer;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * The projection of the sinusoids of distances between frames, without bias (Dai et al. 2019, section 3.3). Parameter:
 * {@code weight} (width, width).
 *
 * <p>It depends on no clip. A network used for inference only keeps that of its longest clip, of which those of shorter clips are a part.
 */
final class PositionProjection {
    private final Linear linear;
    private final int width;
    private final ParameterStore store;
    private @Nullable Tensor keptPD;

    PositionProjection(ParameterPath path, int width) {
        this.width = width;
        linear = Linear.withoutBias(path, width, width);
        store = path.store();
    }

    /**
     * Projects the distances between two of T frames.
     *
     * @param frames T, at least 1
     * @return (2T−1, D), a row for each distance from T−1 down to −(T−1), in the precision's type
     */
    Tensor forward(long frames, ForwardMode mode) {
        return linear.isPacked() ? kept(frames, mode) : project(frames, mode);
    }

    private Tensor project(long frames, ForwardMode mode) {
        return linear.forward(
                mode.toComputeType(RelativePositionalEncoding.sinusoids(frames, width, store.device())), mode);
    }

    private synchronized Tensor kept(long frames, ForwardMode mode) {
        Tensor longestPD = keptPD;
        if (longestPD == null || longestPD.size(0) < 2 * frames - 1) {
            try (PointerScope scope = new PointerScope()) {
                longestPD = project(frames, mode);
                store.keep(longestPD);
            }
            if (keptPD != null) {
                store.release(keptPD);
            }
            keptPD = longestPD;
        }
        return longestPD.narrow(0, (longestPD.size(0) + 1) / 2 - frames, 2 * frames - 1);
    }

    /** The same as {@link #forward} in a graph, with one row more, for the distance −T: (2T, D). */
    GraphValue write(GraphValue frames) {
        GraphBuilder graph = frames.graph();
        return linear.write(graph.once(
                "sinusoids of " + width + " for " + frames.name(),
                () -> RelativePositionalEncoding.write(frames, width)));
    }
}
