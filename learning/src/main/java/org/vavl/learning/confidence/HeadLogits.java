package org.vavl.learning.confidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.vavl.learning.fusion.FusionExample;
import org.vavl.learning.metrics.Probabilities;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Evidence;
import org.vavl.recognition.inference.StateTemperature;
import org.vavl.recognition.inference.TemperatureScaling;

/**
 * What a head, or the mean of several, says of examples. E examples, C classes.
 *
 * @param examples to which all of its heads apply
 * @param logitsEC logits, or of a mean logarithms of probabilities
 * @param truth the class that most voted for, of each
 * @param importance so that clips as they are and those with frames hidden count alike; the sum is 1
 */
@SuppressWarnings("ArrayRecordComponent") // numbers for a search; never compared
record HeadLogits(List<FusionExample> examples, float[][] logitsEC, int[] truth, double[] importance) {
    static HeadLogits of(String name, List<FusionExample> all) {
        List<String> heads = Calibration.heads(name);
        List<FusionExample> examples = all.stream()
                .filter(example -> example.outputs().keySet().containsAll(heads))
                .toList();
        float[][] logitsEC =
                examples.stream().map(example -> logits(heads, example)).toArray(float[][]::new);
        int[] truth = examples.stream()
                .mapToInt(example -> Probabilities.largest(example.target()))
                .toArray();
        return new HeadLogits(examples, logitsEC, truth, importance(examples));
    }

    private static float[] logits(List<String> heads, FusionExample example) {
        List<float[]> said = heads.stream()
                .map(head -> example.outputs().getOrDefault(head, new float[0]))
                .toList();
        if (said.size() == 1) {
            return said.get(0);
        }
        float[] mean = new float[said.get(0).length];
        for (float[] one : said) {
            float[] probabilities = TemperatureScaling.none().probabilities(one);
            for (int c = 0; c < mean.length; c++) {
                mean[c] += probabilities[c] / said.size();
            }
        }
        for (int c = 0; c < mean.length; c++) {
            mean[c] = (float) Math.log(Math.max(mean[c], Float.MIN_NORMAL));
        }
        return mean;
    }

    private static double[] importance(List<FusionExample> examples) {
        long whole = examples.stream().filter(FusionExample::isWhole).count();
        long hidden = examples.size() - whole;
        double kinds = (whole > 0 ? 1 : 0) + (hidden > 0 ? 1 : 0);
        return examples.stream()
                .mapToDouble(example -> 1 / (kinds * (example.isWhole() ? whole : hidden)))
                .toArray();
    }

    /** Speakers, or the clips of a single one, by which folds are made. */
    int foldable() {
        return new TreeSet<>(units()).size();
    }

    /** Of each example. */
    private List<String> units() {
        List<String> speakers = examples.stream().map(FusionExample::speaker).toList();
        return new TreeSet<>(speakers).size() > 1
                ? speakers
                : examples.stream().map(FusionExample::clip).toList();
    }

    /**
     * The examples of a fold, or all others.
     *
     * @param inside whether those of the fold are wanted
     */
    HeadLogits fold(int fold, int folds, boolean inside) {
        List<String> units = units();
        List<String> sorted = List.copyOf(new TreeSet<>(units));
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            if ((Collections.binarySearch(sorted, units.get(i)) % folds == fold) == inside) {
                kept.add(i);
            }
        }
        List<FusionExample> some = kept.stream().map(examples::get).toList();
        return new HeadLogits(
                some,
                kept.stream().map(i -> logitsEC[i]).toArray(float[][]::new),
                kept.stream().mapToInt(i -> truth[i]).toArray(),
                importance(some));
    }

    /** The mean log loss with a temperature, in nats. */
    double loss(StateTemperature state) {
        return IntStream.range(0, truth.length)
                .mapToDouble(i -> importance[i] * loss(i, state.at(evidence(i)).temperature()))
                .sum();
    }

    /** The log loss of one example with a temperature, in nats. */
    double loss(int example, double temperature) {
        float[] logits = logitsEC[example];
        double largest = Arrays.stream(IntStream.range(0, logits.length)
                        .mapToDouble(c -> logits[c])
                        .toArray())
                .max()
                .orElseThrow();
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp((logit - largest) / temperature);
        }
        return Math.log(sum) + (largest - logits[truth[example]]) / temperature;
    }

    Evidence evidence(int example) {
        return examples.get(example).evidence();
    }
}
