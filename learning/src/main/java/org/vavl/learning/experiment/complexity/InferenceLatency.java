package org.vavl.learning.experiment.complexity;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.descriptive.Median;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.model.Batch;
import org.vavl.model.EmotionModel;
import org.vavl.model.HeadOutput;
import org.vavl.model.ModalityBatch;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.TorchDevice;

/**
 * How long a network takes for one clip.
 *
 * @param median in seconds
 * @param slow what 95 % of the times are not above, in seconds
 */
record InferenceLatency(double median, double slow) {
    private static final int WARM_UP = 3;
    private static final double SLOW = 0.95;

    /** Measures a head on a clip of random features. */
    static InferenceLatency measure(
            EmotionModel network,
            Head head,
            Map<Modality, Double> rates,
            double seconds,
            Precision precision,
            int repetitions) {
        double[] times = new double[repetitions];
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Batch batch = batch(network, head, rates, seconds);
            for (int i = -WARM_UP; i < repetitions; i++) {
                double time = answer(network, head, batch, precision);
                if (i >= 0) {
                    times[i] = time;
                }
            }
        }
        return of(times);
    }

    /** Of times in seconds, at least one. The median of an even number of them is the mean of the two in the middle. */
    static InferenceLatency of(double... seconds) {
        double[] times = seconds.clone();
        Arrays.sort(times);
        int repetitions = times.length;
        return new InferenceLatency(
                Median.withDefaults().evaluate(times),
                times[Math.min(repetitions - 1, (int) Math.ceil(SLOW * repetitions) - 1)]);
    }

    private static Batch batch(EmotionModel network, Head head, Map<Modality, Double> rates, double seconds) {
        Map<Modality, ModalityBatch> parts = new LinkedHashMap<>();
        for (Modality modality : head.modalities()) {
            double rate = rates.getOrDefault(modality, 1.0);
            long frames = Math.max(1, Math.round(rate * seconds));
            Tensor features = torch.randn(
                    new long[] {1, frames, modality.width()}, TorchDevice.options(Device.CPU, torch.ScalarType.Float));
            Tensor valid = features.select(2, 0).isfinite();
            parts.put(modality, new ModalityBatch(List.of(0), features, valid));
        }
        Tensor targets = torch.zeros(1, network.task().outputs());
        return new Batch(1, parts, targets);
    }

    private static double answer(EmotionModel network, Head head, Batch batch, Precision precision) {
        try (PointerScope scope = new PointerScope()) {
            long start = System.nanoTime();
            HeadOutput output =
                    network.forward(batch, ForwardMode.inference(precision)).get(head);
            if (output == null) {
                throw new IllegalStateException("the network said nothing for " + head);
            }
            double unused = output.outputsNC().to(torch.ScalarType.Float).sum().item_double();
            long end = System.nanoTime();
            if (Double.isNaN(unused)) {
                throw new IllegalStateException("the network's answer for " + head + " is not a number");
            }
            return (end - start) / 1e9;
        }
    }
}
