package org.vavl.recognition.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Prediction;

/**
 * Predicts for clips, in batches of similar length; the prediction for a clip does not depend on the others. The heads' probabilities are scaled
 * as the model's {@link Calibration} says, the final prediction is made of the heads' outputs as its {@link Fusion} says, and its
 * {@link Confidence} says whether it is to be relied on. May be used by any number of threads at once.
 */
public final class Predictor {
    private final InferenceNetwork network;
    private final ModelDescription model;
    private final PredictionRule rule;
    private final int batchSize;

    /**
     * @param network stays open as long as this is used
     * @param batchSize clips that pass through the network together, at least 1
     */
    public Predictor(InferenceNetwork network, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize is " + batchSize + ", and must be at least 1");
        }
        this.network = network;
        this.model = network.description();
        this.rule = new PredictionRule(model, network::selectedHeads);
        this.batchSize = batchSize;
    }

    /**
     * Predicts for each clip.
     *
     * @return in the order of the clips
     * @throws VavlException if a clip has none of the modalities that the model has a head for, features of the wrong width, too many
     *     frames, or features or weights that lead to no finite output
     */
    public List<Prediction> predict(List<Clip> clips) {
        Prediction[] predictions = new Prediction[clips.size()];
        for (List<Integer> together : batches(clips)) {
            List<NetworkOutput> outputs =
                    network.forward(together.stream().map(clips::get).toList());
            for (int i = 0; i < together.size(); i++) {
                int clip = together.get(i);
                predictions[clip] = rule.of(clips.get(clip).id(), outputs.get(i));
            }
        }
        return List.of(predictions);
    }

    /** Of clips of similar length. Attention takes no more for a batch than for one clip of the most frames. */
    private List<List<Integer>> batches(List<Clip> clips) {
        List<ClipLength> lengths = clips.stream()
                .map(clip -> ClipLength.of(clip, model.modalities(), network::mostFrames))
                .toList();
        List<Integer> byLength = IntStream.range(0, clips.size())
                .boxed()
                .sorted(Comparator.comparing(i -> lengths.get(i).frames()))
                .toList();
        List<List<Integer>> batches = new ArrayList<>();
        List<Integer> batch = new ArrayList<>();
        double largest = 0;
        for (int i : byLength) {
            double share = Math.max(largest, lengths.get(i).share());
            if (batch.size() == batchSize || (!batch.isEmpty() && (batch.size() + 1) * share * share > 1)) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            largest = batch.isEmpty() ? lengths.get(i).share() : share;
            batch.add(i);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
