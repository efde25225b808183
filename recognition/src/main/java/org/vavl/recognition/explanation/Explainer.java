package org.vavl.recognition.explanation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vavl.core.clip.FeatureSequence;

/**
 * Finds what made an answer, by taking frames away (occlusion; Zeiler and Fergus, "Visualizing and understanding convolutional networks", 2014, section 4.2): their
 * validity masks are cleared, so that the network does what it does where somebody is silent or no face is seen.
 *
 * <p>A recording is told stretch by stretch, as it is recognised; its answer is the mean over those that have one. What is hidden is hidden from all that it
 * lies in, so that an effect is that on the mean. Memory grows with the number of spans. Not thread-safe.
 */
public final class Explainer {
    private final Network network;
    private final double spanSeconds;
    private final Map<String, Hidden> modalities = new LinkedHashMap<>();
    private final Map<String, TreeMap<Integer, Hidden>> spans = new LinkedHashMap<>();
    private double[] sum = new double[0];
    private int answers;
    private double seconds;

    /** What is explained. */
    @FunctionalInterface
    public interface Network {
        /** The outputs for features by modality's name, at least one of them; empty if it has none for these. */
        Optional<List<Double>> outputs(Map<String, FeatureSequence> features);
    }

    /** How the sum of all answers, and their number, change without something. */
    private static final class Hidden {
        private final double[] change;
        private int lost;

        Hidden(int outputs) {
            change = new double[outputs];
        }
    }

    /**
     * For one recording.
     *
     * @param spanSeconds how long a span is that is hidden, above 0
     */
    public Explainer(Network network, double spanSeconds) {
        if (!(spanSeconds > 0)) {
            throw new IllegalArgumentException("a span is " + spanSeconds + " s, and must be longer than 0 s");
        }
        this.network = network;
        this.spanSeconds = spanSeconds;
    }

    /**
     * Takes a stretch that has an answer.
     *
     * @param begin in seconds from the recording's begin
     * @param features by modality's name, as the network got them; their first frames are at {@code begin}
     * @param outputs the network's answer to them
     */
    public void add(double begin, Map<String, FeatureSequence> features, List<Double> outputs) {
        sum = answers == 0 ? new double[outputs.size()] : sum;
        answers++;
        for (int c = 0; c < sum.length; c++) {
            sum[c] += outputs.get(c);
        }
        features.forEach((modality, sequence) -> {
            seconds = Math.max(seconds, begin + sequence.frames() / sequence.frameRate());
            Hidden whole = modalities.computeIfAbsent(modality, name -> new Hidden(sum.length));
            hide(whole, features, modality, new BitSet(), outputs);
            addSpans(begin, features, modality, outputs);
        });
    }

    private void addSpans(double begin, Map<String, FeatureSequence> features, String modality, List<Double> outputs) {
        FeatureSequence sequence = sequence(features, modality);
        TreeMap<Integer, Hidden> known = spans.computeIfAbsent(modality, name -> new TreeMap<>());
        Map<Integer, BitSet> framesOfSpans = new LinkedHashMap<>();
        sequence.valid().stream().forEach(frame -> framesOfSpans
                .computeIfAbsent(span(begin, frame, sequence.frameRate()), span -> new BitSet())
                .set(frame));
        framesOfSpans.forEach((span, frames) -> {
            BitSet kept = sequence.valid();
            kept.andNot(frames);
            hide(known.computeIfAbsent(span, name -> new Hidden(sum.length)), features, modality, kept, outputs);
        });
    }

    /** Which span the middle of a frame lies in. */
    private int span(double begin, int frame, double frameRate) {
        return (int) Math.floor((begin + (frame + 0.5) / frameRate) / spanSeconds);
    }

    private static FeatureSequence sequence(Map<String, FeatureSequence> features, String modality) {
        return Optional.ofNullable(features.get(modality)).orElseThrow();
    }

    private void hide(
            Hidden hidden, Map<String, FeatureSequence> features, String modality, BitSet kept, List<Double> outputs) {
        Map<String, FeatureSequence> left = new LinkedHashMap<>(features);
        if (kept.isEmpty()) {
            left.remove(modality);
        } else {
            FeatureSequence all = sequence(features, modality);
            left.put(modality, new FeatureSequence(all.values(), all.width(), all.frameRate(), kept, all.extractor()));
        }
        Optional<List<Double>> without = left.isEmpty() ? Optional.empty() : network.outputs(left);
        hidden.lost += without.isEmpty() ? 1 : 0;
        for (int c = 0; c < hidden.change.length; c++) {
            int output = c;
            hidden.change[c] +=
                    outputs.get(c) - without.map(values -> values.get(output)).orElse(0.0);
        }
    }

    /** What was found; nothing if no stretch had an answer. */
    public Explanation explanation() {
        List<Explanation.Effect> ofModalities = new ArrayList<>();
        modalities.forEach(
                (modality, hidden) -> ofModalities.add(new Explanation.Effect(modality, 0, seconds, effect(hidden))));
        List<Explanation.Effect> ofSpans = new ArrayList<>();
        spans.forEach((modality, known) -> known.forEach((span, hidden) -> ofSpans.add(new Explanation.Effect(
                modality, span * spanSeconds, Math.min(seconds, (span + 1) * spanSeconds), effect(hidden)))));
        return new Explanation(ofModalities, ofSpans);
    }

    /** The mean of all answers less the mean of those that are left. */
    private Optional<List<Double>> effect(Hidden hidden) {
        int left = answers - hidden.lost;
        if (left == 0) {
            return Optional.empty();
        }
        List<Double> effects = new ArrayList<>();
        for (int c = 0; c < sum.length; c++) {
            effects.add(sum[c] / answers - (sum[c] - hidden.change[c]) / left);
        }
        return Optional.of(effects);
    }
}
