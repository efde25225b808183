package org.vavl.nn.layers;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/** Brings a sequence to another sequence's frame rate, clip by clip. */
public final class FrameInterpolation {
    private FrameInterpolation() {}

    /**
     * Interpolates linearly between the valid frames, such that the first and the last frames of both sequences fall together. Before the
     * first valid frame and after the last, that one stands.
     *
     * @param xBSD the sequence
     * @param validBS boolean: which of its frames are valid; at least one in each clip
     * @param targetValidBT the mask of the sequence that it is brought to
     * @return (B, T, D), float32: every frame up to the target's length has a value; those beyond mean nothing
     */
    public static Tensor resampleLike(Tensor xBSD, Tensor validBS, Tensor targetValidBT) {
        Tensor placeBT = places(ValidFrames.lengths(validBS), ValidFrames.lengths(targetValidBT), targetValidBT);
        Tensor beforeBT = before(validBS).gather(1, placeBT.floor().to(ScalarType.Long));
        Tensor afterBT = after(validBS).gather(1, placeBT.ceil().to(ScalarType.Long));
        Tensor leftBT = torch.where(beforeBT.lt(new Scalar(0)), afterBT, beforeBT);
        Tensor rightBT = torch.where(afterBT.ge(new Scalar(validBS.size(1))), beforeBT, afterBT);
        Tensor gapBT = rightBT.sub(leftBT).clamp_min(new Scalar(1));
        Tensor weightBT1 = placeBT.sub(leftBT)
                .div(gapBT)
                .clamp_min(new Scalar(0.0))
                .clamp_max(new Scalar(1.0))
                .to(ScalarType.Float)
                .unsqueeze(2);
        Tensor leftBTD = frames(xBSD.to(ScalarType.Float), leftBT);
        Tensor rightBTD = frames(xBSD.to(ScalarType.Float), rightBT);
        return leftBTD.add(rightBTD.sub(leftBTD).mul(weightBT1));
    }

    /** Where each frame of the target falls in the sequence, from 0 to its length less 1, float64. */
    private static Tensor places(Tensor lengthsB, Tensor targetLengthsB, Tensor targetValidBT) {
        Tensor lastB1 = lengthsB.sub(new Scalar(1)).to(ScalarType.Double).unsqueeze(1);
        Tensor targetLastB1 =
                targetLengthsB.sub(new Scalar(1)).clamp_min(new Scalar(1)).unsqueeze(1);
        Tensor indexT = ValidFrames.indices(targetValidBT.size(1), targetValidBT);
        return torch.minimum(indexT.mul(lastB1).div(targetLastB1), lastB1);
    }

    /** The last valid frame up to each frame; −1 where there is none. */
    private static Tensor before(Tensor validBS) {
        Tensor indexS = ValidFrames.indices(validBS.size(1), validBS);
        return torch.where(validBS, indexS, new Scalar(-1)).cummax(1).get0();
    }

    /** The first valid frame from each frame on; S where there is none. */
    private static Tensor after(Tensor validBS) {
        Tensor indexS = ValidFrames.indices(validBS.size(1), validBS);
        return torch.where(validBS, indexS, new Scalar(validBS.size(1)))
                .flip(1)
                .cummin(1)
                .get0()
                .flip(1);
    }

    private static Tensor frames(Tensor xBSD, Tensor indexBT) {
        return xBSD.gather(1, indexBT.unsqueeze(2).expand(indexBT.size(0), indexBT.size(1), xBSD.size(2)));
    }

    /** The same as {@link #resampleLike(Tensor, Tensor, Tensor)} in a graph; of a clip without a valid frame anything, but of its own place. */
    public static GraphValue resampleLike(GraphValue xBSD, GraphValue validBS, GraphValue targetValidBT) {
        GraphBuilder graph = xBSD.graph();
        GraphValue zero = graph.scalar(GraphType.INT64, 0);
        GraphValue one = graph.scalar(GraphType.INT64, 1);
        GraphValue last = validBS.size(1).minus(graph.numbers(1));
        GraphValue placeBT = places(validBS, targetValidBT);
        GraphValue floorBT = placeBT.cast(GraphType.INT64);
        GraphValue isBetweenBT = floorBT.cast(GraphType.FLOAT64).isLess(placeBT);
        GraphValue ceilingBT = floorBT.plus(isBetweenBT.cast(GraphType.INT64));
        GraphValue beforeBT = before(validBS).gather(1, floorBT);
        GraphValue afterBT = after(validBS).gather(1, ceilingBT);
        GraphValue leftBT = beforeBT.isLess(zero).choose(afterBT, beforeBT).min(last);
        GraphValue rightBT = last.isLess(afterBT).choose(beforeBT, afterBT).max(zero);
        GraphValue gapBT = rightBT.minus(leftBT).max(one).cast(GraphType.FLOAT64);
        GraphValue weightBT1 = placeBT.minus(leftBT.cast(GraphType.FLOAT64))
                .dividedBy(gapBT)
                .max(graph.scalar(GraphType.FLOAT64, 0))
                .min(graph.scalar(GraphType.FLOAT64, 1))
                .cast(GraphType.FLOAT32)
                .unsqueeze(2);
        GraphValue leftBTD = ValidFrames.frames(xBSD, leftBT);
        GraphValue rightBTD = ValidFrames.frames(xBSD, rightBT);
        return leftBTD.plus(rightBTD.minus(leftBTD).times(weightBT1));
    }

    private static GraphValue places(GraphValue validBS, GraphValue targetValidBT) {
        GraphBuilder graph = validBS.graph();
        GraphValue one = graph.scalar(GraphType.FLOAT64, 1);
        GraphValue lastB1 = ValidFrames.lengths(validBS)
                .cast(GraphType.FLOAT64)
                .minus(one)
                .max(graph.scalar(GraphType.FLOAT64, 0))
                .unsqueeze(1);
        GraphValue targetLastB1 = ValidFrames.lengths(targetValidBT)
                .cast(GraphType.FLOAT64)
                .minus(one)
                .max(one)
                .unsqueeze(1);
        GraphValue indexT = ValidFrames.indices(targetValidBT.size(1)).cast(GraphType.FLOAT64);
        return indexT.times(lastB1).dividedBy(targetLastB1).min(lastB1);
    }

    private static GraphValue before(GraphValue validBS) {
        GraphBuilder graph = validBS.graph();
        GraphValue zero = graph.scalar(GraphType.INT64, 0);
        GraphValue latestBS =
                validBS.cast(GraphType.INT64).cumulativeSum(1, false).minus(graph.scalar(GraphType.INT64, 1));
        GraphValue foundBS = ValidFrames.order(validBS, validBS.size(1)).gather(1, latestBS.max(zero));
        return latestBS.isLess(zero).choose(latestBS, foundBS);
    }

    private static GraphValue after(GraphValue validBS) {
        GraphValue frames = validBS.size(1);
        GraphValue nextBS = validBS.cast(GraphType.INT64).cumulativeSum(1, true);
        GraphValue countB1 = ValidFrames.counts(validBS).unsqueeze(1);
        GraphValue last = frames.minus(validBS.graph().numbers(1));
        GraphValue foundBS = ValidFrames.order(validBS, frames).gather(1, nextBS.min(last));
        return nextBS.isLess(countB1).choose(foundBS, frames);
    }
}
