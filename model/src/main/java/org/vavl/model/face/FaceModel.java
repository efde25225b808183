package org.vavl.model.face;

import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.ExportableNetwork;
import org.vavl.model.GraphHead;
import org.vavl.model.GraphSequence;
import org.vavl.model.HeadOutput;
import org.vavl.model.ModalityBatch;
import org.vavl.model.UnimodalNetwork;
import org.vavl.model.expression.FaceNetwork;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.MaskedMean;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * Tells an expression from pictures of a face: the mean over the clip's valid frames of what {@link FaceNetwork} says of each, ReLU,
 * dropout and a linear layer.
 *
 * <p>N clips of the batch that have pictures, T frames of P pixels, of which V in all are valid, E values of an embedding, C outputs.
 * Parameters: {@code network}, {@code prediction}.
 */
public final class FaceModel extends UnimodalNetwork implements ExportableNetwork {
    private final FaceConfiguration sizes;
    private final FaceNetwork network;
    private final Dropout dropout;
    private final Linear prediction;

    FaceModel(FaceConfiguration sizes, Modality pictures, Task task, ParameterStore parameters) {
        super(sizes, pictures, task, parameters);
        this.sizes = sizes;
        network = new FaceNetwork(parameters.root().child("network"), sizes.sizes());
        dropout = new Dropout(sizes.dropout());
        prediction = new Linear(parameters.root().child("prediction"), sizes.embedding(), task.outputs());
    }

    /** Light and contrast of a picture mean something only beside each other. */
    @Override
    public boolean takesRaw(Modality modality) {
        return true;
    }

    @Override
    public boolean normalisesOverBatch() {
        return true;
    }

    /** S: its pictures have S×S pixels. */
    public int side() {
        return sizes.side();
    }

    /** E, values of an embedding. */
    public int embedding() {
        return sizes.embedding();
    }

    /**
     * Embeds faces, as other models take them for features.
     *
     * @param pixelsNP N greyscale images, P = S·S pixels each from 0 to 255, row after row
     * @return (N, E)
     */
    public Tensor embed(Tensor pixelsNP, ForwardMode mode) {
        return network.forward(pixelsNP, mode);
    }

    /** The same as {@link #embed(Tensor, ForwardMode)} in a graph, of pixels of the same form. */
    public GraphValue writeEmbedding(GraphValue pixelsNP) {
        return network.write(pixelsNP);
    }

    @Override
    protected HeadOutput predict(ModalityBatch part, ForwardMode mode) {
        Tensor embeddedNTE = embed(part, mode);
        Tensor pooledNE = MaskedMean.overTime(embeddedNTE, part.validNT());
        Tensor keptNE = dropout.forward(torch.relu(pooledNE), mode);
        return new HeadOutput(part.rows(), prediction.forward(keptNE, mode), pooledNE);
    }

    /** Only valid frames go through the network, where they take part in its norms. */
    private Tensor embed(ModalityBatch part, ForwardMode mode) {
        long clips = part.validNT().size(0);
        long frames = part.validNT().size(1);
        Tensor whereV = part.validNT().flatten().nonzero().squeeze(1);
        Tensor pixelsVP = part.featuresNTD().flatten(0, 1).index_select(0, whereV);
        Tensor embeddedVE = network.forward(pixelsVP, mode);
        return embeddedVE
                .new_zeros(clips * frames, embeddedVE.size(1))
                .index_copy(0, whereV, embeddedVE)
                .unflatten(0, clips, frames);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The embedding of a clip of one frame is that of its face, as {@link #embed} gives it.
     */
    @Override
    public Map<Head, GraphHead> write(Map<Modality, GraphSequence> inputs) {
        GraphSequence input = Objects.requireNonNull(inputs.get(modalities().get(0)));
        GraphBuilder graph = input.graph();
        GraphValue validBT = input.validBT();
        long pixels = (long) side() * side();
        GraphValue embeddedVE =
                graph.in("network", () -> writeEmbedding(input.framesBTF().reshape(-1, pixels)));
        GraphValue shape = validBT.size(0).concat(0, graph.frames(validBT), graph.numbers(embedding()));
        GraphValue pooledBE = MaskedMean.overTime(embeddedVE.reshape(shape), validBT);
        GraphValue outputsBC = graph.in("prediction", () -> prediction.write(pooledBE.relu()));
        return Map.of(heads().get(0), new GraphHead(outputsBC, pooledBE, embedding()));
    }
}
