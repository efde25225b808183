package org.vavl.model.whisper;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.features.audio.whisper.WhisperSpectrum;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.HostTensors;
import org.vavl.nn.Initialisation;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Dropout;
import org.vavl.nn.layers.LayerNorm;
import org.vavl.nn.layers.MaskedMean;
import org.vavl.nn.layers.SinusoidalPositionalEncoding;
import org.vavl.nn.layers.transformer.AttentionMask;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphValue;

/**
 * The encoder of Whisper (Radford et al. 2022, arXiv:2212.04356, section 2.2): two convolutions over a log-mel spectrum, positions, a
 * transformer. B clips, T′ frames of the spectrum every 10 ms, M bands, T frames every 20 ms, D values.
 *
 * <p>Parameters have the names that they have in Hugging Face's files.
 */
public final class Whisper {
    private static final double SAME_POSITIONS = 1e-6;

    private final WhisperConfiguration configuration;
    private final FrameConvolutions convolutions;
    private final Tensor positionsPD;
    private final List<WhisperBlock> blocks;
    private final Optional<LayerNorm> norm;
    private final Dropout dropout;

    /**
     * Creates the network.
     *
     * @param path where its parameters are created
     * @param configuration its sizes
     * @param dropout behind the transformer's parts, while training
     */
    public Whisper(ParameterPath path, WhisperConfiguration configuration, double dropout) {
        this.configuration = configuration;
        this.dropout = new Dropout(dropout);
        convolutions = new FrameConvolutions(path, configuration);
        positionsPD = path.child("embed_positions")
                .createStatistic("weight", Initialisation.zeros(), configuration.positions(), configuration.width());
        blocks = IntStream.range(0, configuration.blocks())
                .mapToObj(i -> new WhisperBlock(path.child("layers").child(i), configuration, this.dropout))
                .toList();
        norm = configuration.normalised()
                ? Optional.of(new LayerNorm(path.child("layer_norm"), configuration.width()))
                : Optional.empty();
    }

    /** The network's sizes. */
    public WhisperConfiguration configuration() {
        return configuration;
    }

    /**
     * Encodes clips of the same length.
     *
     * @param melBTM (B, T′, M) float32, as {@link WhisperSpectrum} makes it, of at most twice as many frames as there are positions
     * @return (B, T, D), float32, T = ⌈T′/2⌉
     */
    public Tensor forward(Tensor melBTM, ForwardMode mode) {
        return forward(melBTM, new TensorOptional(), new TensorOptional(), mode);
    }

    /**
     * Encodes clips that were padded to the same length; each gets the values that it has alone.
     *
     * @param melBTM (B, T′, M) float32, anything behind each clip's end
     * @param lengths how many frames of the spectrum each clip has, at least 1
     * @return (B, T, D), float32; a clip's first ⌈length/2⌉ frames mean something
     */
    public Tensor forward(Tensor melBTM, List<Integer> lengths, ForwardMode mode) {
        Tensor beyondBT1 = atLeast(lengths.stream().mapToLong(i -> i).toArray(), melBTM.size(1), melBTM);
        Tensor validBT = validFrames(lengths, melBTM);
        return forward(
                melBTM,
                new TensorOptional(beyondBT1.unsqueeze(2)),
                new TensorOptional(validBT.unsqueeze(1).unsqueeze(2)),
                mode);
    }

    /**
     * The mean over each clip's frames, of clips that were padded to the same length; see {@link #forward(Tensor, List, ForwardMode)}.
     *
     * @return (B, D), float32
     */
    public Tensor pooled(Tensor melBTM, List<Integer> lengths, ForwardMode mode) {
        return MaskedMean.overTime(forward(melBTM, lengths, mode), validFrames(lengths, melBTM));
    }

    private Tensor forward(Tensor melBTM, TensorOptional beyondBT1, TensorOptional validB11T, ForwardMode mode) {
        Tensor soundBTD = convolutions.forward(melBTM, beyondBT1, mode);
        Tensor hiddenBTD = dropout.forward(soundBTD.add(positionsPD.narrow(0, 0, soundBTD.size(1))), mode);
        for (WhisperBlock block : blocks) {
            hiddenBTD = block.forward(hiddenBTD, validB11T, mode);
        }
        return norm.isPresent() ? norm.get().forward(hiddenBTD) : hiddenBTD;
    }

    /**
     * The same as {@link #forward(Tensor, List, ForwardMode)} in a graph, of clips of any length for which there are positions.
     *
     * @param validBT (B, T′) boolean: a clip's spectra, the first ones
     */
    GraphValue write(GraphValue melBTM, GraphValue validBT) {
        GraphBuilder graph = melBTM.graph();
        GraphValue visibleB11T = AttentionMask.valid(validBT.every(1, 2));
        GraphValue soundBTD = convolutions.write(melBTM, validBT);
        GraphValue hiddenBTD = soundBTD.plus(graph.in("embed_positions", () -> writePositions(soundBTD.size(1))));
        for (int i = 0; i < blocks.size(); i++) {
            WhisperBlock block = blocks.get(i);
            GraphValue before = hiddenBTD;
            hiddenBTD = graph.in("layers." + i, () -> block.write(before, visibleB11T));
        }
        GraphValue last = hiddenBTD;
        return norm.map(layer -> graph.in("layer_norm", () -> layer.write(last)))
                .orElse(last);
    }

    /** Sinusoids are computed, which takes no room; other positions are in the file. */
    private GraphValue writePositions(GraphValue frames) {
        GraphBuilder graph = frames.graph();
        Tensor sinusoidsPD = WhisperWeights.sinusoids(configuration.positions(), configuration.width());
        double difference = positionsPD.cpu().sub(sinusoidsPD).abs().max().item_double();
        return difference < SAME_POSITIONS
                ? SinusoidalPositionalEncoding.write(frames, configuration.width(), 0)
                : graph.parameter(positionsPD).slice(0, graph.numbers(0), frames);
    }

    /** Which of the encoder's frames are a clip's: (B, T) boolean. */
    private static Tensor validFrames(List<Integer> lengths, Tensor melBTM) {
        long[] frames = lengths.stream().mapToLong(WhisperConfiguration::frames).toArray();
        return atLeast(frames, WhisperConfiguration.frames(melBTM.size(1)), melBTM)
                .logical_not();
    }

    /** (B, T): whether a frame's index is at least its clip's number. */
    private static Tensor atLeast(long[] numbers, long frames, Tensor like) {
        Tensor numbersB1 = HostTensors.of(numbers, numbers.length, 1).to(like.device(), ScalarType.Long);
        Tensor indicesT = torch.arange(new Scalar(frames)).to(like.device(), ScalarType.Long);
        return indicesT.unsqueeze(0).ge(numbersB1);
    }
}
