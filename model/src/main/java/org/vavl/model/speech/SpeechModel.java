package org.vavl.model.speech;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.HeadOutput;
import org.vavl.model.ModalityBatch;
import org.vavl.model.UnimodalNetwork;
import org.vavl.model.wav2vec2.Wav2Vec2;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.layers.ValidFrames;

/**
 * wav2vec 2.0 and a head (section 4.2 of the paper): the mean over the clip's frames of what the transformer says, two fully connected
 * layers, each with layer norm, ReLU and dropout, and a linear layer. Its feature encoder stays as it is.
 *
 * <p>Samples that are not valid within a clip, as augmentation leaves them, are silence.
 *
 * <p>N clips of T samples, D values of a frame, C outputs. Parameters: {@code wav2vec2}, with the names of {@link Wav2Vec2}, and
 * {@code head}.
 *
 * <p>Differs from the paper: the paper does not say whether the feature encoder is trained; it is frozen here, as Wagner et al. (2023)
 * do, from whom the paper has the network. The weight of the positional convolution is trained as a whole, not as length and direction.
 */
final class SpeechModel extends UnimodalNetwork {
    private static final String NETWORK = "wav2vec2";
    private static final double VARIANCE_FLOOR = 1e-7;

    private final SpeechConfiguration sizes;
    private final Wav2Vec2 network;
    private final SpeechHead head;

    SpeechModel(SpeechConfiguration sizes, Modality samples, Task task, ParameterStore parameters) {
        super(sizes, samples, task, parameters);
        this.sizes = sizes;
        network = new Wav2Vec2(network(parameters), sizes.network(), sizes.encoderDropout());
        head = new SpeechHead(
                parameters.root().child("head"),
                new SpeechHead.Sizes(sizes.network().width(), sizes.headWidth(), sizes.headDropout()),
                task.outputs());
        network.featureEncoderGroup().freeze();
    }

    @Override
    protected Set<ParameterGroup> trainedGroups() {
        Set<ParameterGroup> trained = new HashSet<>(parameters().groups());
        trained.remove(network.featureEncoderGroup());
        return trained;
    }

    /** Where the parameters of wav2vec 2.0 are. */
    static ParameterPath network(ParameterStore parameters) {
        return parameters.root().child(NETWORK);
    }

    /** Samples are normalised clip by clip, if at all. */
    @Override
    public boolean takesRaw(Modality modality) {
        return true;
    }

    /** Attention sees frames, each of many samples. */
    @Override
    public int mostFrames(Modality modality) {
        return super.mostFrames(modality) * sizes.network().samplesPerFrame();
    }

    @Override
    protected HeadOutput predict(ModalityBatch part, ForwardMode mode) {
        Tensor samplesNT = part.featuresNTD().squeeze(2);
        Tensor normalisedNT = sizes.input().normalised() ? normalised(samplesNT, part.validNT()) : samplesNT;
        Tensor pooledND = network.pooled(normalisedNT, lengths(part.validNT()), mode);
        return new HeadOutput(part.rows(), head.forward(pooledND, mode), pooledND);
    }

    /** Each clip with mean 0 and variance 1 where it is valid, and zeros elsewhere: silence within it, and behind its end. */
    private static Tensor normalised(Tensor samplesNT, Tensor validNT) {
        long[] time = {1};
        Tensor lengthsN1 = validNT.sum(time, true, new ScalarTypeOptional(ScalarType.Float));
        Tensor meanN1 =
                samplesNT.mul(validNT).sum(time, true, new ScalarTypeOptional()).div(lengthsN1);
        Tensor centredNT = samplesNT.sub(meanN1).mul(validNT);
        Tensor varianceN1 =
                centredNT.square().sum(time, true, new ScalarTypeOptional()).div(lengthsN1);
        return centredNT.mul(varianceN1.add(new Scalar(VARIANCE_FLOOR)).rsqrt());
    }

    private List<Integer> lengths(Tensor validNT) {
        int least = sizes.network().receptiveField();
        Tensor lengthsN = ValidFrames.lengths(validNT).to(ScalarType.Int).cpu();
        int[] lengths = new int[(int) lengthsN.numel()];
        lengthsN.data_ptr_int().get(lengths);
        int shortest = Arrays.stream(lengths).min().orElseThrow();
        if (shortest < least) {
            throw new VavlException("a clip has " + shortest + " samples, and must have at least " + least);
        }
        return Arrays.stream(lengths).boxed().toList();
    }
}
