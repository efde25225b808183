package org.vavl.model;

import java.util.List;
import org.vavl.nn.onnx.GraphValue;

/**
 * What one head gives in a graph, for B clips.
 *
 * @param outputsBC C logits of classes, or C attributes on the network's scale
 * @param embeddingsBD what the head's output layers are given; the outputs themselves for a head that is the mean of others
 * @param width D
 */
public record GraphHead(GraphValue outputsBC, GraphValue embeddingsBD, int width) {
    /** The mean of values of one shape, at least one. */
    public static GraphValue mean(List<GraphValue> values) {
        return values.stream().reduce(GraphValue::plus).orElseThrow().times(1.0 / values.size());
    }
}
