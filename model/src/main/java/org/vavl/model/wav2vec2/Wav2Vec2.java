package org.vavl.model.wav2vec2;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.HostTensors;
import org.vavl.nn.ParameterGroup;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.MaskedMean;
import org.vavl.nn.layers.ValidFrames;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * wav2vec 2.0 (Baevski, Zhou, Mohamed and Auli 2020, arXiv:2006.11477), without its quantiser: a convolutional encoder of samples, a
 * projection, and a transformer. B clips, N samples, T frames, C channels of the encoder, D the transformer's width.
 *
 * <p>Parameters have the names that they have in Hugging Face's files, but for the weight of the positional convolution (see {@link
 * PositionalConvolution}). While training, masks over time and channels (SpecAugment) and skipped layers are not drawn.
 */
public final class Wav2Vec2 {
    private final Wav2Vec2Configuration configuration;
    private final ParameterGroup featureEncoderGroup;
    private final FeatureEncoder featureEncoder;
    private final LayerNorm projectionNorm;
    private final Linear projection;
    private final Encoder encoder;

    /**
     * Creates the network.
     *
     * @param path where its parameters are created
     * @param configuration its sizes
     * @param dropout behind the transformer's parts, while training
     */
    public Wav2Vec2(ParameterPath path, Wav2Vec2Configuration configuration, double dropout) {
        this.configuration = configuration;
        int channels = configuration
                .convolutions()
                .get(configuration.convolutions().size() - 1)
                .channels();
        ParameterPath featureEncoderPlace = path.newGroup("feature_extractor");
        featureEncoderGroup = featureEncoderPlace.group();
        featureEncoder = new FeatureEncoder(featureEncoderPlace, configuration);
        projectionNorm = new LayerNorm(path.child("feature_projection").child("layer_norm"), channels);
        projection = new Linear(path.child("feature_projection").child("projection"), channels, configuration.width());
        encoder = new Encoder(path.child("encoder"), configuration, new Dropout(dropout));
    }

    /** The network's sizes. */
    public Wav2Vec2Configuration configuration() {
        return configuration;
    }

    /**
     * Encodes clips of the same length.
     *
     * @param samplesBN float32, normalised as the network wants it; N at least {@link Wav2Vec2Configuration#receptiveField}
     * @return (B, T, D), float32
     */
    public Tensor forward(Tensor samplesBN, ForwardMode mode) {
        return contextualise(featureEncoder.forward(samplesBN, mode), mode);
    }

    /**
     * Encodes clips that were padded to the same length. Frames that reach into the padding are hidden from the others. A clip's
     * values are those that it has alone if the feature encoder normalises by {@link Wav2Vec2Configuration.Norm#LAYER}; with {@code
     * GROUP} they depend on the padding, as the authors' do.
     *
     * @param samplesBN float32, zeros behind each clip's end
     * @param lengths how many samples each clip has, at least {@link Wav2Vec2Configuration#receptiveField}
     * @return (B, T, D), float32; a clip's first {@link Wav2Vec2Configuration#frames} frames mean something
     */
    public Tensor forward(Tensor samplesBN, List<Integer> lengths, ForwardMode mode) {
        Tensor encodedBTC = featureEncoder.forward(samplesBN, mode);
        Tensor validBT = validFrames(lengths, encodedBTC);
        return encoder.forward(project(encodedBTC, mode), new TensorOptional(validBT), mode);
    }

    /**
     * The mean over each clip's frames, of clips that were padded to the same length; see {@link #forward(Tensor, List, ForwardMode)}.
     *
     * @return (B, D), float32
     */
    public Tensor pooled(Tensor samplesBN, List<Integer> lengths, ForwardMode mode) {
        Tensor hiddenBTD = forward(samplesBN, lengths, mode);
        return MaskedMean.overTime(hiddenBTD, validFrames(lengths, hiddenBTD));
    }

    private Tensor validFrames(List<Integer> lengths, Tensor encodedBTC) {
        long[] frames = lengths.stream().mapToLong(configuration::frames).toArray();
        Tensor framesB1 = HostTensors.of(frames, frames.length, 1).to(encodedBTC.device(), ScalarType.Long);
        Tensor indicesT = torch.arange(new Scalar(encodedBTC.size(1))).to(encodedBTC.device(), ScalarType.Long);
        return indicesT.unsqueeze(0).lt(framesB1);
    }

    /** The parameters of the convolutional encoder, which are a group of their own, since fine-tuning usually leaves them as they are. */
    public ParameterGroup featureEncoderGroup() {
        return featureEncoderGroup;
    }

    /** The convolutional encoder alone, for sound that comes in pieces. */
    FeatureEncoder featureEncoder() {
        return featureEncoder;
    }

    /** The projection and the transformer: (B, T, C) to (B, T, D), of frames that are all valid. */
    Tensor contextualise(Tensor encodedBTC, ForwardMode mode) {
        return encoder.forward(project(encodedBTC, mode), new TensorOptional(), mode);
    }

    /**
     * The same as {@link #forward(Tensor, List, ForwardMode)} in a graph, where a clip's values do not depend on the padding.
     *
     * @param validBN (B, N) boolean: a clip's samples, the first ones
     * @param channels means and scales of the first convolution's channels, (B, C) each, if the feature encoder normalises by {@code GROUP}; where all scales are
     *     0, those of the clips
     * @return (B, T, D)
     */
    GraphValue write(GraphValue samplesBN, GraphValue validBN, List<GraphValue> channels) {
        GraphBuilder graph = samplesBN.graph();
        GraphValue lengthsB = ValidFrames.lengths(validBN);
        GraphValue soundBN = validBN.choose(samplesBN, graph.scalar(GraphType.FLOAT32, 0));
        GraphValue encodedBTC = graph.in("feature_extractor", () -> featureEncoder.write(soundBN, lengthsB, channels));
        GraphValue projectedBTD = graph.in("feature_projection", () -> {
            GraphValue normedBTC = graph.in("layer_norm", () -> projectionNorm.write(encodedBTC));
            return graph.in("projection", () -> projection.write(normedBTC));
        });
        GraphValue validBT = FeatureEncoder.validFrames(
                encodedBTC.size(1), lengthsB, configuration.samplesPerFrame(), configuration.receptiveField());
        return graph.in("encoder", () -> encoder.write(projectedBTD, validBT));
    }

    private Tensor project(Tensor encodedBTC, ForwardMode mode) {
        return projection.forward(projectionNorm.forward(encodedBTC), mode).to(ScalarType.Float);
    }
}
