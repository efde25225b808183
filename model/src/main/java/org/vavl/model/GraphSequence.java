package org.vavl.model;

import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * Frames of B clips in a graph.
 *
 * @param framesBTF T frames of F values; 0 in every frame that is not valid
 * @param validBT which frames are valid, as booleans
 */
public record GraphSequence(GraphValue framesBTF, GraphValue validBT) {
    /** The graph that they are in. */
    public GraphBuilder graph() {
        return framesBTF.graph();
    }
}
