package org.vavl.model.whisper;

import java.util.List;
import org.vavl.features.audio.whisper.DigitalSilence;
import org.vavl.features.audio.whisper.WhisperSpectrum;
import org.vavl.nn.onnx.GraphBuilder;
import org.vavl.nn.onnx.GraphType;
import org.vavl.nn.onnx.GraphValue;

/**
 * {@link WhisperSpectrum} and {@link DigitalSilence} in a graph. N samples of one sound, T′ spectra every 10 ms, T frames every 20 ms, M bands.
 */
final class SpectrumGraph {
    private SpectrumGraph() {}

    /**
     * The log-mel spectrum. The Fourier transform is a convolution, whose kernels are the cosines and sines of each frequency, times the window.
     *
     * @param sound1N at 16 kHz, at least {@link WhisperSpectrum#LEAST_SAMPLES}
     * @return (1, T′, M)
     */
    static GraphValue write(GraphValue sound1N, int bands) {
        GraphBuilder graph = sound1N.graph();
        GraphValue mirrored1N = sound1N.mirrored(graph.numbers(0, WhisperSpectrum.MARGIN, 0, WhisperSpectrum.MARGIN));
        GraphValue kernels =
                graph.tensor("spectrum.fourier", fourier(), 2L * WhisperSpectrum.BINS, 1, WhisperSpectrum.WINDOW);
        GraphValue transformed1FT = mirrored1N
                .unsqueeze(1)
                .convolve(kernels, List.of(), 1, new long[] {WhisperSpectrum.HOP}, new long[] {0});
        GraphValue power1FT = transformed1FT.times(transformed1FT);
        List<GraphValue> parts = power1FT.split(1, 2);
        GraphValue power1TF =
                parts.get(0).plus(parts.get(1)).permute(0, 2, 1).slice(1, graph.numbers(0), graph.numbers(-1));
        GraphValue filters =
                graph.tensor("spectrum.filters", WhisperSpectrum.filters(bands), WhisperSpectrum.BINS, bands);
        GraphValue energy1TM =
                power1TF.matMul(filters).max(graph.scalar(GraphType.FLOAT32, WhisperSpectrum.LEAST_ENERGY));
        GraphValue logarithm1TM = energy1TM.log().times(1 / Math.log(10));
        GraphValue least111 = logarithm1TM
                .largest(2)
                .largest(1)
                .plus(GraphType.FLOAT32, -WhisperSpectrum.RANGE)
                .unsqueeze(1, 2);
        return logarithm1TM.max(least111).plus(GraphType.FLOAT32, 4).times(0.25);
    }

    /** 2F kernels: the real parts of all frequencies, then the imaginary ones. */
    private static float[] fourier() {
        int size = WhisperSpectrum.WINDOW;
        double[] window = WhisperSpectrum.window();
        float[] kernels = new float[2 * WhisperSpectrum.BINS * size];
        for (int bin = 0; bin < WhisperSpectrum.BINS; bin++) {
            for (int n = 0; n < size; n++) {
                double angle = 2 * Math.PI * ((long) bin * n % size) / size;
                kernels[bin * size + n] = (float) (window[n] * Math.cos(angle));
                kernels[(WhisperSpectrum.BINS + bin) * size + n] = (float) (window[n] * Math.sin(angle));
            }
        }
        return kernels;
    }

    /**
     * Which frames hold more than digital silence.
     *
     * @param frames T, a list of one whole number
     * @return (1, T), booleans
     */
    static GraphValue audible(GraphValue sound1N, GraphValue frames) {
        GraphBuilder graph = sound1N.graph();
        GraphValue samples = frames.times(graph.numbers(DigitalSilence.FRAME));
        GraphValue framed1TS = sound1N.extended(graph.numbers(0, 0, 0, DigitalSilence.FRAME))
                .slice(1, graph.numbers(0), samples)
                .reshape(1, -1, DigitalSilence.FRAME);
        GraphValue range1T = framed1TS.largest(2).minus(framed1TS.smallest(2));
        return graph.scalar(GraphType.FLOAT32, DigitalSilence.LEAST_RANGE).isLess(range1T);
    }
}
