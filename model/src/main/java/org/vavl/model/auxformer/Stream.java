package org.vavl.model.auxformer;

import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Modality;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.layers.transformer.TransformerEncoder;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/** What AuxFormer has for one modality. */
final class Stream {
    private static final int AUXILIARY_PASSES = 3;

    private final Linear projection;
    private final TransformerEncoder cross;
    private final TransformerEncoder memory;
    private final TransformerEncoder auxiliary;

    Stream(ParameterPath path, Modality modality, CrossmodalTransformerSettings sizes) {
        projection = Linear.withoutBias(path.child("projection"), modality.width(), sizes.width());
        cross = sizes.across(path.child("cross"));
        memory = sizes.withinWithoutPositions(path.child("memory"), true);
        auxiliary = sizes.withinWithoutPositions(path.child("auxiliary"), false);
    }

    /** N×T×D of N×T×F. */
    Tensor project(Tensor featuresNTF, ForwardMode mode) {
        return projection.forward(featuresNTF, mode);
    }

    /** This modality, as it sees the other: N×T×D. */
    Tensor see(Tensor xNTD, Tensor validNT, Tensor otherNSD, Tensor otherValidNS, ForwardMode mode) {
        return memory.forward(cross.forward(xNTD, validNT, otherNSD, otherValidNS, mode), validNT, mode);
    }

    /** The last frame of this modality alone, N×D: three passes through the same layers. */
    Tensor auxiliary(Tensor xNTD, Tensor validNT, ForwardMode mode) {
        Tensor yNTD = xNTD;
        for (int pass = 0; pass < AUXILIARY_PASSES; pass++) {
            yNTD = auxiliary.forward(yNTD, validNT, mode);
        }
        return ValidFrames.last(yNTD, validNT);
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

    /** The same as {@link #auxiliary} in a graph. */
    GraphValue writeAuxiliary(GraphValue xBTD, GraphValue validBT) {
        GraphValue yBTD = xBTD;
        for (int pass = 0; pass < AUXILIARY_PASSES; pass++) {
            GraphValue before = yBTD;
            yBTD = xBTD.graph().in("auxiliary", () -> auxiliary.write(before, validBT));
        }
        return ValidFrames.last(yBTD, validBT);
    }
}
