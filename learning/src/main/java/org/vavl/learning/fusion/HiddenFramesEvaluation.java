package org.vavl.learning.fusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.learning.evaluation.Evaluation;
import org.vavl.learning.evaluation.Evaluator;
import org.vavl.learning.evaluation.HeadEvaluation;
import org.vavl.learning.masking.HiddenFrames;
import org.vavl.learning.metrics.Metric;
import org.vavl.recognition.inference.InferenceNetwork;

/**
 * How good a model's final prediction is on clips whose modalities and frames are hidden, beside the better single head: whether having both is
 * ever worse than having one.
 *
 * @param network stays open as long as this is used
 * @param batchSize clips that pass through the network together, at least 1
 * @param seed of the frames that are hidden
 */
public record HiddenFramesEvaluation(InferenceNetwork network, int batchSize, long seed) {
    /**
     * Measures at every combination of levels of which the model has an answer.
     *
     * @param clips labelled for the model's task
     * @return one for each level that some of the clips have the modalities for
     */
    public List<FusionEffect> of(List<Clip> clips) {
        List<Modality> modalities = network.description().modalities();
        List<String> single =
                modalities.stream().map(modality -> Head.of(modality).name()).toList();
        HiddenFrames frames = new HiddenFrames(modalities, seed);
        Evaluator evaluator = new Evaluator(network, batchSize);
        Metric metric = FusionMeasurement.metric(network.description().task());
        List<FusionEffect> effects = new ArrayList<>();
        for (HiddenFrames.Level level : frames.levels()) {
            List<Clip> hidden = frames.hide(clips, level);
            if (hidden.isEmpty()
                    || network.selectedHeads(level.byName().keySet()).isEmpty()) {
                continue;
            }
            Evaluation evaluation =
                    Evaluation.of(new Evaluation.Subject("", "", "", Map.of()), evaluator.predict(hidden));
            evaluation.heads().stream()
                    .filter(head -> single.contains(head.head()))
                    .max(Comparator.comparingDouble(head -> value(head, metric)))
                    .ifPresent(better -> effects.add(new FusionEffect(
                            level.byName(),
                            hidden.size(),
                            metric.key(),
                            evaluation.answer().value(metric.key()),
                            value(better, metric),
                            better.head())));
        }
        return effects;
    }

    private static double value(HeadEvaluation head, Metric metric) {
        return head.metrics().value(metric.key());
    }
}
