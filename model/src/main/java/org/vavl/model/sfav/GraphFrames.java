package org.vavl.model.sfav;

import org.vavl.model.GraphSequence;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * {@link FrameSequence} in a graph.
 *
 * @param xBTC the frames, zero where they are not valid
 * @param validBT which of them count
 * @param lengthsB frames of each clip, valid or not, without padding
 */
record GraphFrames(GraphValue xBTC, GraphValue validBT, GraphValue lengthsB) {
    /** Clips that are shorter than a number of frames get zeros up to there. */
    static GraphFrames of(GraphSequence part, int minimumFrames) {
        GraphBuilder graph = part.graph();
        GraphValue minimum = graph.scalar(GraphType.INT64, minimumFrames);
        GraphValue missing =
                graph.numbers(minimumFrames).minus(graph.frames(part.validBT())).max(graph.scalar(GraphType.INT64, 0));
        GraphValue validBT = part.validBT().pad(graph.numbers(0, 0, 0).concat(0, missing));
        GraphValue xBTC = part.framesBTF().pad(graph.numbers(0, 0, 0, 0).concat(0, missing, graph.numbers(0)));
        return new GraphFrames(
                ValidFrames.zeroInvalid(xBTC, validBT),
                validBT,
                ValidFrames.lengths(validBT).max(minimum));
    }

    /** The same frames with other values. */
    GraphFrames with(GraphValue valuesBTC) {
        return new GraphFrames(ValidFrames.zeroInvalid(valuesBTC, validBT), validBT, lengthsB);
    }

    /** Of windows of so many frames, one for each place at which a window fits: the frame at a place in each. */
    static GraphValue part(GraphValue xBTX, int place, int window) {
        GraphBuilder graph = xBTX.graph();
        GraphValue end = xBTX.size(1).minus(graph.numbers(window - 1L - place));
        return xBTX.slice(1, graph.numbers(place), end);
    }

    /** What became of windows of so many frames. */
    GraphFrames windows(int window, GraphValue valuesBTC) {
        GraphBuilder graph = valuesBTC.graph();
        GraphValue anyBT = part(validBT, 0, window);
        for (int i = 1; i < window; i++) {
            anyBT = anyBT.or(part(validBT, i, window));
        }
        GraphValue fitsB = lengthsB.minus(graph.scalar(GraphType.INT64, window - 1.0));
        GraphValue validWindowsBT = anyBT.and(ValidFrames.within(fitsB, anyBT.size(1)));
        return new GraphFrames(ValidFrames.zeroInvalid(valuesBTC, validWindowsBT), validWindowsBT, fitsB);
    }
}
