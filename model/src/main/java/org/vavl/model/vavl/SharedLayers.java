package org.vavl.model.vavl;

import org.bytedeco.pytorch.Tensor;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.MaskedMean;
import org.vavl.nn.layers.conformer.Conformer;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * The layers that every modality passes through, one at a time: θs of the paper (section 3.2).
 *
 * <p>N clips, T frames, D width.
 */
final class SharedLayers {
    private final ParameterGroup group;
    private final Linear projection;
    private final Dropout dropout;
    private final Conformer encoder;
    private final LayerNorm norm;
    private final boolean residual;

    SharedLayers(ParameterPath path, VavlConfiguration sizes) {
        group = path.group();
        projection = new Linear(path.child("projection"), sizes.width(), sizes.width());
        dropout = new Dropout(sizes.dropout());
        encoder = new Conformer(path.child("encoder"), sizes.sharedBlocks(), sizes.conformerSizes());
        norm = new LayerNorm(path.child("norm"), sizes.width());
        residual = sizes.sharedResidual();
    }

    ParameterGroup group() {
        return group;
    }

    /** One vector a clip, N×D, from a modality's encoding, N×T×D: the mean over its valid frames. */
    Tensor forward(Tensor encodedNTD, Tensor validNT, ForwardMode mode) {
        Tensor projectedNTD = dropout.forward(projection.forward(encodedNTD, mode), mode);
        Tensor sharedNTD = encoder.forward(projectedNTD, validNT, mode);
        Tensor outputNTD = residual ? sharedNTD.add(encodedNTD) : sharedNTD;
        return MaskedMean.overTime(norm.forward(outputNTD), validNT);
    }

    /** The same as {@link #forward} in a graph. */
    GraphValue write(GraphValue encodedBTD, GraphValue validBT) {
        GraphBuilder graph = encodedBTD.graph();
        GraphValue projectedBTD = graph.in("projection", () -> projection.write(encodedBTD));
        GraphValue sharedBTD = graph.in("encoder", () -> encoder.write(projectedBTD, validBT));
        GraphValue outputBTD = residual ? sharedBTD.plus(encodedBTD) : sharedBTD;
        GraphValue normedBTD = graph.in("norm", () -> norm.write(outputBTD));
        return MaskedMean.overTime(normedBTD, validBT);
    }
}
