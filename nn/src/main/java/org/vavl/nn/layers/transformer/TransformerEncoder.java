package org.vavl.nn.layers.transformer;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.compute.Device;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.SinusoidalPositionalEncoding;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * Transformer layers in a row, over one sequence or from one sequence to another (the crossmodal transformer of Tsai et al. 2019,
 * section 3.2): √D·x + positions, layers that see no later frame, a norm. Each layer asks the same source. Parameters: {@code 0},
 * {@code 1} and so on, {@code norm}.
 *
 * <p>Differs from Tsai et al.'s code: frames that are not valid are not seen; a frame's place is its own in the clip, and the causal mask
 * goes by each clip's length, where the code has the batch's; keys and values share one draw of dropout.
 */
public final class TransformerEncoder {
    private final List<TransformerLayer> layers;
    private final LayerNorm norm;
    private final int width;
    private final boolean positions;
    private final Dropout embeddingDropout;
    private final Device device;

    /**
     * Creates the layers.
     *
     * @param path where its parameters are created
     * @param layers how many, at least 1
     * @param sizes of each layer
     * @param positions whether sinusoidal positions are added to what comes in
     * @param embeddingDropout probability of a value of what comes in to be zeroed while training
     */
    public TransformerEncoder(
            ParameterPath path, int layers, TransformerSettings sizes, boolean positions, double embeddingDropout) {
        if (layers < 1) {
            throw new IllegalArgumentException(path.name() + " has " + layers + " layers, and must have at least 1");
        }
        this.layers = IntStream.range(0, layers)
                .mapToObj(i -> new TransformerLayer(path.child(i), sizes))
                .toList();
        norm = new LayerNorm(path.child("norm"), sizes.width());
        width = sizes.width();
        this.positions = positions;
        this.embeddingDropout = new Dropout(embeddingDropout);
        device = path.store().device();
    }

    /**
     * Encodes a sequence.
     *
     * @param xBTD the frames
     * @param validBT boolean: which are valid
     * @param mode whether dropout is drawn, and in which precision products are made
     * @return (B, T, D), float32
     */
    public Tensor forward(Tensor xBTD, Tensor validBT, ForwardMode mode) {
        Tensor visible = AttentionMask.causal(validBT, validBT);
        Tensor yBTD = embed(xBTD, validBT, mode);
        for (TransformerLayer layer : layers) {
            yBTD = layer.forward(yBTD, visible, mode);
        }
        return norm.forward(yBTD);
    }

    /**
     * Encodes a target as it sees a source.
     *
     * @param targetBQD the frames that ask
     * @param validBQ boolean: which of them are there
     * @param sourceBKD the frames that answer
     * @param validBK boolean: which of them are there
     * @param mode whether dropout is drawn, and in which precision products are made
     * @return (B, Q, D), float32
     */
    public Tensor forward(Tensor targetBQD, Tensor validBQ, Tensor sourceBKD, Tensor validBK, ForwardMode mode) {
        Tensor visible = AttentionMask.causal(validBQ, validBK);
        Tensor yBQD = embed(targetBQD, validBQ, mode);
        Tensor embeddedBKD = embed(sourceBKD, validBK, mode);
        for (TransformerLayer layer : layers) {
            yBQD = layer.forward(yBQD, embeddedBKD, visible, mode);
        }
        return norm.forward(yBQD);
    }

    private Tensor embed(Tensor xBTD, Tensor validBT, ForwardMode mode) {
        Tensor scaledBTD =
                ValidFrames.zeroInvalid(xBTD, validBT).to(ScalarType.Float).mul(new Scalar(Math.sqrt(width)));
        Tensor placedBTD =
                positions ? scaledBTD.add(SinusoidalPositionalEncoding.of(xBTD.size(1), width, device)) : scaledBTD;
        return embeddingDropout.forward(placedBTD, mode);
    }

    /** The same as {@link #forward(Tensor, Tensor, ForwardMode)} in a graph. */
    public GraphValue write(GraphValue xBTD, GraphValue validBT) {
        GraphBuilder graph = xBTD.graph();
        GraphValue visible = AttentionMask.causal(validBT, validBT);
        GraphValue yBTD = embed(xBTD, validBT);
        for (int i = 0; i < layers.size(); i++) {
            TransformerLayer layer = layers.get(i);
            GraphValue before = yBTD;
            yBTD = graph.in(i, () -> layer.write(before, visible));
        }
        GraphValue last = yBTD;
        return graph.in("norm", () -> norm.write(last));
    }

    /** The same as {@link #forward(Tensor, Tensor, Tensor, Tensor, ForwardMode)} in a graph. */
    public GraphValue write(GraphValue targetBQD, GraphValue validBQ, GraphValue sourceBKD, GraphValue validBK) {
        GraphBuilder graph = targetBQD.graph();
        GraphValue visible = AttentionMask.causal(validBQ, validBK);
        GraphValue yBQD = embed(targetBQD, validBQ);
        GraphValue embeddedBKD = embed(sourceBKD, validBK);
        for (int i = 0; i < layers.size(); i++) {
            TransformerLayer layer = layers.get(i);
            GraphValue before = yBQD;
            yBQD = graph.in(i, () -> layer.write(before, embeddedBKD, visible));
        }
        GraphValue last = yBQD;
        return graph.in("norm", () -> norm.write(last));
    }

    private GraphValue embed(GraphValue xBTD, GraphValue validBT) {
        GraphValue scaledBTD = ValidFrames.zeroInvalid(xBTD, validBT).times(Math.sqrt(width));
        return positions ? scaledBTD.plus(SinusoidalPositionalEncoding.write(xBTD.size(1), width)) : scaledBTD;
    }
}
