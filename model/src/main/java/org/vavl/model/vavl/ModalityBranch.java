package org.vavl.model.vavl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Modality;
import org.vavl.model.GraphSequence;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.InputProjection;
import org.vavl.nn.layers.MultiLayerPerceptron;
import org.vavl.nn.layers.conformer.Conformer;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * What VAVL has of its own for one modality: θa or θv of the paper (section 3.1).
 *
 * <p>N clips, T frames, F values per frame of the input, D width, C outputs.
 */
final class ModalityBranch {
    private final ParameterGroup group;
    private final InputProjection projection;
    private final Conformer encoder;
    private final MultiLayerPerceptron predictionHead;
    private final Optional<MultiLayerPerceptron> reconstructionHead;

    ModalityBranch(ParameterPath path, VavlConfiguration sizes, Modality modality, int outputs) {
        group = path.group();
        projection = new InputProjection(
                path.child("projection"),
                modality.width(),
                sizes.projectionWidth(),
                sizes.projectionKernel(),
                sizes.width(),
                sizes.dropout());
        encoder = new Conformer(path.child("encoder"), sizes.modalityBlocks(), sizes.conformerSizes());
        predictionHead = head(path.child("prediction"), sizes, sizes.width(), outputs);
        reconstructionHead = sizes.reconstruction()
                ? Optional.of(head(path.child("reconstruction"), sizes, sizes.width(), modality.width()))
                : Optional.empty();
    }

    ParameterGroup group() {
        return group;
    }

    /** A head of VAVL: fully connected layers of the widths that the configuration names. */
    static MultiLayerPerceptron head(ParameterPath path, VavlConfiguration sizes, int inputs, int outputs) {
        List<Integer> widths = new ArrayList<>();
        widths.add(inputs);
        widths.addAll(sizes.headWidths());
        widths.add(outputs);
        return new MultiLayerPerceptron(path, widths, sizes.headDropout());
    }

    /** The modality's own encoding, N×T×D, of its features, N×T×F. */
    Tensor encode(Tensor featuresNTF, Tensor validNT, ForwardMode mode) {
        Tensor projectedNTD = projection.forward(featuresNTF, validNT, mode);
        return encoder.forward(projectedNTD, validNT, mode);
    }

    /** The modality's prediction, N×C, from what the shared layers made of it, N×D. */
    Tensor predict(Tensor pooledND, ForwardMode mode) {
        return predictionHead.forward(pooledND, mode);
    }

    /** The mean of the input features, N×F, as the reconstruction head sees it in what the shared layers made of them, N×D. */
    Optional<Tensor> reconstruct(Tensor pooledND, ForwardMode mode) {
        return reconstructionHead.map(head -> head.forward(pooledND, mode));
    }

    /** The same as {@link #encode} in a graph. */
    GraphValue writeEncoding(GraphSequence input) {
        GraphBuilder graph = input.graph();
        GraphValue projectedBTD = graph.in("projection", () -> projection.write(input.framesBTF(), input.validBT()));
        return graph.in("encoder", () -> encoder.write(projectedBTD, input.validBT()));
    }

    /** The same as {@link #predict} in a graph. */
    GraphValue writePrediction(GraphValue pooledBD) {
        return pooledBD.graph().in("prediction", () -> predictionHead.write(pooledBD));
    }
}
