package org.vavl.nn.layers;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/** Masks over frames. A clip's length is the place of its last valid frame, so that padding does not change it. */
public final class ValidFrames {
    private ValidFrames() {}

    /**
     * Zeroes the invalid frames. They are replaced and not multiplied by 0, which would leave a NaN a NaN.
     *
     * @param xBTD the frames
     * @param validBT boolean: which of them stay
     * @return (B, T, D)
     */
    public static Tensor zeroInvalid(Tensor xBTD, Tensor validBT) {
        return xBTD.masked_fill(validBT.logical_not().unsqueeze(2), new Scalar(0.0));
    }

    /**
     * The length of each clip: one more than the index of its last valid frame.
     *
     * @param validBT boolean
     * @return (B), whole numbers; 0 for a clip that has no valid frame
     */
    public static Tensor lengths(Tensor validBT) {
        Tensor placeT = indices(validBT.size(1), validBT).add(new Scalar(1));
        return validBT.to(ScalarType.Long).mul(placeT).amax(new long[] {1}, false);
    }

    /**
     * The frames up to each clip's length, valid or not.
     *
     * @param lengthsB whole numbers
     * @param frames T
     * @return (B, T), boolean
     */
    public static Tensor within(Tensor lengthsB, long frames) {
        return indices(frames, lengthsB).unsqueeze(0).lt(lengthsB.unsqueeze(1));
    }

    /**
     * The last valid frame of each clip.
     *
     * @param xBTD the frames
     * @param validBT boolean
     * @return (B, D); the first frame of a clip that has no valid one
     */
    public static Tensor last(Tensor xBTD, Tensor validBT) {
        Tensor lastB = lengths(validBT).sub(new Scalar(1)).clamp_min(new Scalar(0));
        return frame(xBTD, lastB);
    }

    /**
     * One frame of each clip.
     *
     * @param xBTD the frames
     * @param indexB which one, from 0 to T−1
     * @return (B, D)
     */
    static Tensor frame(Tensor xBTD, Tensor indexB) {
        Tensor indexB1D = indexB.unsqueeze(1).unsqueeze(2).expand(xBTD.size(0), 1, xBTD.size(2));
        return xBTD.gather(1, indexB1D).squeeze(1);
    }

    /**
     * Moves the valid frames of each clip to its beginning, in their order, as if the others had never been.
     *
     * @param xBTD the frames
     * @param validBT boolean
     * @return (B, T, D); what follows the valid frames means nothing
     */
    public static Tensor compact(Tensor xBTD, Tensor validBT) {
        Tensor orderBT = validBT.logical_not().to(ScalarType.Int).argsort(true, 1, false);
        return xBTD.gather(1, orderBT.unsqueeze(2).expand(xBTD.shape()));
    }

    /** 0 to count−1, whole numbers, where another tensor is. */
    public static Tensor indices(long count, Tensor where) {
        TensorOptions options = where.options().dtype(new org.bytedeco.pytorch.ScalarTypeOptional(ScalarType.Long));
        return torch.arange(new Scalar(count), options);
    }

    /** The same as {@link #zeroInvalid(Tensor, Tensor)} in a graph. */
    public static GraphValue zeroInvalid(GraphValue xBTD, GraphValue validBT) {
        return validBT.unsqueeze(2).choose(xBTD, xBTD.graph().scalar(GraphType.FLOAT32, 0));
    }

    /** The same as {@link #lengths(Tensor)} in a graph. */
    public static GraphValue lengths(GraphValue validBT) {
        GraphValue placeT = indices(validBT.size(1)).plus(GraphType.INT64, 1);
        return validBT.cast(GraphType.INT64).times(placeT).largest(1);
    }

    /**
     * The same as {@link #within(Tensor, long)} in a graph.
     *
     * @param frames T, a list of one whole number
     */
    public static GraphValue within(GraphValue lengthsB, GraphValue frames) {
        return indices(frames).unsqueeze(0).isLess(lengthsB.unsqueeze(1));
    }

    /** The same as {@link #last(Tensor, Tensor)} in a graph. */
    public static GraphValue last(GraphValue xBTD, GraphValue validBT) {
        GraphBuilder graph = xBTD.graph();
        GraphValue lastB =
                lengths(validBT).minus(graph.scalar(GraphType.INT64, 1)).max(graph.scalar(GraphType.INT64, 0));
        GraphValue shape = xBTD.size(0).concat(0, graph.numbers(1), xBTD.size(2));
        return xBTD.gather(1, lastB.unsqueeze(1, 2).expand(shape)).squeeze(1);
    }

    /**
     * Where the first of the valid frames of each clip are, in their order, and behind them where the others are.
     *
     * @param validBT boolean
     * @param count how many, K, a list of one whole number of at most T
     * @return (B, K), whole numbers
     */
    public static GraphValue order(GraphValue validBT, GraphValue count) {
        GraphValue frames = validBT.size(1);
        GraphValue fromEndT = frames.minus(indices(frames));
        return validBT.cast(GraphType.INT64).times(frames).plus(fromEndT).descendingPlaces(1, count);
    }

    /** How many frames of each clip are valid, (B). */
    public static GraphValue counts(GraphValue validBT) {
        return validBT.cast(GraphType.INT64).sum(1, false);
    }

    /** Some frames of each clip, (B, K, D) of (B, T, D), by their places, (B, K). */
    public static GraphValue frames(GraphValue xBTD, GraphValue indicesBK) {
        GraphValue shape = indicesBK.size(0).concat(0, indicesBK.size(1), xBTD.size(2));
        return xBTD.gather(1, indicesBK.unsqueeze(2).expand(shape));
    }

    /** 0 to a count less 1, whole numbers; the count is a list of one whole number. */
    public static GraphValue indices(GraphValue count) {
        GraphValue zero = count.graph().scalar(GraphType.INT64, 0);
        return zero.range(count.squeeze(0), 1, GraphType.INT64);
    }
}
