package org.vavl.model.mult;

import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Modality;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.transformer.TransformerEncoder;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/** What MulT has for one modality. */
final class Stream {
    private final Linear projection;
    private final TransformerEncoder cross;
    private final TransformerEncoder memory;

    Stream(ParameterPath path, Modality modality, CrossmodalTransformerSettings sizes) {
        projection = Linear.withoutBias(path.child("projection"), modality.width(), sizes.width());
        cross = sizes.across(path.child("cross"));
        memory = sizes.within(path.child("memory"));
    }

    /** N×T×D of N×T×F. */
    Tensor project(Tensor featuresNTF, ForwardMode mode) {
        return projection.forward(featuresNTF, mode);
    }

    /** This modality, as it sees the other: N×T×D. */
    Tensor see(Tensor xNTD, Tensor validNT, Tensor otherNSD, Tensor otherValidNS, ForwardMode mode) {
        return memory.forward(cross.forward(xNTD, validNT, otherNSD, otherValidNS, mode), validNT, mode);
    }

    /** The same as {@link #project} in a graph. */
    GraphValue writeProjection(GraphValue featuresBTF) {
        return featuresBTF.graph().in("projection", () -> projection.write(featuresBTF));
    }

    /** The same as {@link #see} in a graph. */
    GraphValue writeSight(GraphValue xBTD, GraphValue validBT, GraphValue otherBSD, GraphValue otherValidBS) {
        GraphBuilder graph = xBTD.graph();
        GraphValue crossedBTD = graph.in("cross", () -> cross.write(xBTD, validBT, otherBSD, otherValidBS));
        return graph.in("memory", () -> memory.write(crossedBTD, validBT));
    }
}
