package org.vavl.model.whisper;

import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.audio.whisper.DigitalSilence;
import org.vavl.features.audio.whisper.WhisperExtractor;
import org.vavl.features.audio.whisper.WhisperSettings;
import org.vavl.model.GraphSequence;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * A {@link WhisperExtractor} in a graph, of one sound that fits into one of its windows. N samples, T frames of the encoder every 20 ms, P of which make one
 * of the T″ frames that it gives, D values.
 */
public final class WhisperChain {
    private static final double HALF = 0.5 - 1e-6;

    private WhisperChain() {}

    /**
     * Writes the extractor.
     *
     * @param sound1N at 16 kHz, full scale is ±1
     * @param speech1N booleans: where somebody speaks; a frame of which at least half is speech is valid
     * @return frames as the extractor gives them; also those that are not valid have values
     * @throws VavlException if the weights cannot be read, or the extractor computes in another precision, or fills sound up
     */
    public static GraphSequence write(
            GraphValue sound1N, GraphValue speech1N, WhisperSource source, WhisperSettings settings) {
        if (settings.precision() != Precision.FLOAT32 || settings.padded()) {
            throw new VavlException("the features are of " + WhisperExtractor.NAME + " with precision="
                    + settings.precision() + " and padded=" + settings.padded()
                    + ": must be float32 and not padded, to be made in a graph");
        }
        GraphBuilder graph = sound1N.graph();
        WhisperConfiguration configuration = source.configuration().upToOrLast(settings.block());
        try (ParameterStore parameters = ParameterStore.uninitialised(Device.CPU)) {
            Whisper network = new Whisper(parameters.root(), configuration, 0);
            WhisperWeights.loadAndDigest(source, parameters.root());
            graph.add(parameters, "whisper.");
            GraphValue mel1TM = graph.in("spectrum", () -> SpectrumGraph.write(sound1N, configuration.melBands()));
            GraphValue loudest1T = mel1TM.largest(2);
            GraphValue encoded1TD = graph.in("whisper", () -> network.write(mel1TM, loudest1T.isAtMost(loudest1T)));
            GraphValue audible1T = graph.in("silence", () -> SpectrumGraph.audible(sound1N, encoded1TD.size(1)));
            return graph.in("pooling", () -> pooled(encoded1TD, audible1T, speech1N, settings.pooling()));
        }
    }

    /** The mean of those frames that are audible, and of all where none is; what is left at the end makes the last one. */
    private static GraphSequence pooled(GraphValue encoded1TD, GraphValue audible1T, GraphValue speech1N, int pooling) {
        GraphBuilder graph = encoded1TD.graph();
        GraphValue blocks = encoded1TD.size(1).plus(graph.numbers(pooling - 1L)).dividedBy(graph.numbers(pooling));
        GraphValue frames = blocks.times(graph.numbers(pooling));
        GraphValue encoded1TPD = inBlocks(encoded1TD, graph.numbers(0, 0, 0, 0, pooling, 0), frames)
                .reshape(graph.numbers(1).concat(0, blocks, graph.numbers(pooling), encoded1TD.size(2)));
        GraphValue present1T = audible1T.or(audible1T.not()).cast(GraphType.FLOAT32);
        GraphValue present1TP = masks(present1T, pooling, frames);
        GraphValue heard1TP = masks(audible1T.cast(GraphType.FLOAT32), pooling, frames);
        GraphValue anyHeard1T = graph.scalar(GraphType.FLOAT32, 0).isLess(heard1TP.sum(2, false));
        GraphValue weight1TP = anyHeard1T.unsqueeze(2).choose(heard1TP, present1TP);
        GraphValue mean1TD =
                encoded1TPD.times(weight1TP.unsqueeze(3)).sum(2, false).dividedBy(weight1TP.sum(2, true));
        int samples = pooling * DigitalSilence.FRAME;
        GraphValue spoken1TS = masks(speech1N.cast(GraphType.FLOAT32), samples, blocks.times(graph.numbers(samples)));
        GraphValue spoken1T = graph.scalar(GraphType.FLOAT32, HALF).isAtMost(spoken1TS.mean(2, false));
        return new GraphSequence(mean1TD, anyHeard1T.and(spoken1T));
    }

    /** (1, X) with zeros behind, as (1, X / block, block). */
    private static GraphValue masks(GraphValue mask1X, int block, GraphValue length) {
        return inBlocks(mask1X, mask1X.graph().numbers(0, 0, 0, block), length).reshape(1, -1, block);
    }

    private static GraphValue inBlocks(GraphValue values, GraphValue padding, GraphValue length) {
        return values.pad(padding).slice(1, values.graph().numbers(0), length);
    }
}
