package org.vavl.model.face;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.corpus.Modality;
import org.vavl.corpus.Task;
import org.vavl.model.AbstractNetwork;
import org.vavl.model.Batch;
import org.vavl.model.Head;
import org.vavl.model.HeadOutput;
import org.vavl.model.ModalityBatch;
import org.vavl.model.Update;
import org.vavl.model.WholeUpdate;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.MaskedMean;
import org.vavl.vision.expression.FaceNetwork;

/**
 * Tells an expression from pictures of a face: the mean over the clip's valid frames of what {@link FaceNetwork} says of each, ReLU,
 * dropout and a linear layer.
 *
 * <p>N clips of the batch that have pictures, T frames of P pixels, of which V in all are valid, E values of an embedding, C outputs.
 * Parameters: {@code network}, {@code prediction}.
 */
public final class FaceModel extends AbstractNetwork {
    private final FaceConfiguration sizes;
    private final Modality pictures;
    private final FaceNetwork network;
    private final Dropout dropout;
    private final Linear prediction;

    FaceModel(FaceConfiguration sizes, Modality pictures, Task task, ParameterStore parameters) {
        super(sizes, List.of(pictures), task, parameters, List.of(Head.of(pictures)));
        this.sizes = sizes;
        this.pictures = pictures;
        network = new FaceNetwork(parameters.root().child("network"), sizes.sizes());
        dropout = new Dropout(sizes.dropout());
        prediction = new Linear(parameters.root().child("prediction"), sizes.embedding(), task.outputs());
    }

    /** Light and contrast of a picture mean something only beside each other. */
    @Override
    public boolean takesRaw(Modality modality) {
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
     * @param pixelsNP N grey pictures, P = S·S pixels each from 0 to 255, row after row
     * @return (N, E)
     */
    public Tensor embed(Tensor pixelsNP, ForwardMode mode) {
        return network.forward(pixelsNP, mode);
    }

    @Override
    public Map<Head, HeadOutput> forward(Batch batch, ForwardMode mode) {
        return batch.modality(pictures)
                .map(part -> Map.of(heads().get(0), predict(part, mode)))
                .orElse(Map.of());
    }

    private HeadOutput predict(ModalityBatch part, ForwardMode mode) {
        Tensor embeddedNTE = embed(part, mode);
        Tensor pooledNE = MaskedMean.overTime(embeddedNTE, part.validNT());
        Tensor keptNE = dropout.forward(torch.relu(pooledNE), mode);
        return new HeadOutput(part.rows(), prediction.forward(keptNE, mode));
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

    @Override
    public List<Update> updates() {
        return List.of(new WholeUpdate(
                batch -> batch.modality(pictures).isPresent(),
                (batch, mode) -> List.of(predict(batch.modality(pictures).orElseThrow(), mode))));
    }
}
