package org.vavl.model.tlstm;

import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Modality;
import org.vavl.model.CrossmodalTransformerSettings;
import org.vavl.model.GraphSequence;
import org.vavl.model.ModalityBatch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.transformer.TransformerEncoder;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/** What TLSTM has for one modality before its memory. */
final class Stream {
    private final Linear projection;
    private final TransformerEncoder self;
    private final TransformerEncoder cross;

    Stream(ParameterPath path, Modality modality, CrossmodalTransformerSettings sizes) {
        projection = Linear.withoutBias(path.child("projection"), modality.width(), sizes.width());
        self = sizes.within(path.child("self"));
        cross = sizes.across(path.child("cross"));
    }

    /** The modality alone: N×T×D of N×T×F. */
    Tensor encode(ModalityBatch part, ForwardMode mode) {
        return self.forward(projection.forward(part.featuresNTD(), mode), part.validNT(), mode);
    }

    /** This modality, as it sees the other: N×T×D. */
    Tensor see(Tensor xNTD, Tensor validNT, Tensor otherNSD, Tensor otherValidNS, ForwardMode mode) {
        return cross.forward(xNTD, validNT, otherNSD, otherValidNS, mode);
    }

    /** The same as {@link #encode} in a graph. */
    GraphValue writeEncoding(GraphSequence part) {
        GraphBuilder graph = part.graph();
        GraphValue projectedBTD = graph.in("projection", () -> projection.write(part.framesBTF()));
        return graph.in("self", () -> self.write(projectedBTD, part.validBT()));
    }

    /** The same as {@link #see} in a graph. */
    GraphValue writeSight(GraphValue xBTD, GraphValue validBT, GraphValue otherBSD, GraphValue otherValidBS) {
        return xBTD.graph().in("cross", () -> cross.write(xBTD, validBT, otherBSD, otherValidBS));
    }
}
