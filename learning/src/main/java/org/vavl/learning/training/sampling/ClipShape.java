package org.vavl.learning.training.sampling;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.model.EmotionModel;
import org.vavl.model.inference.BatchAssembler;
import org.vavl.recognition.inference.ClipLength;

/**
 * What of a clip decides in which batches it comes.
 *
 * @param modalities the names of those of which it has a valid frame
 * @param frames in all of them together
 * @param weight how often it is drawn, where clips are drawn by their weights; above 0
 */
public record ClipShape(Set<String> modalities, int frames, double weight) {
    public ClipShape {
        modalities = Set.copyOf(modalities);
    }

    /**
     * The shapes of clips, as a network sees them.
     *
     * @param balanced whether a clip's weight is the larger, the fewer clips of its class there are
     * @throws VavlException if one has more frames than the network takes, or they are to be balanced and the network's task is none of classes
     */
    public static List<ClipShape> ofAll(List<Clip> clips, EmotionModel network, boolean balanced) {
        List<ClipShape> shapes = clips.stream().map(clip -> of(clip, network)).toList();
        if (!balanced) {
            return shapes;
        }
        List<Double> weights = weights(clips, network.task());
        return IntStream.range(0, shapes.size())
                .mapToObj(i ->
                        new ClipShape(shapes.get(i).modalities(), shapes.get(i).frames(), weights.get(i)))
                .toList();
    }

    /** One over the number of clips of the clip's class; with shares of classes, the mean of that. */
    private static List<Double> weights(List<Clip> clips, Task task) {
        if (!(task instanceof Task.Classification)) {
            throw new VavlException(
                    "training.sampler.balanced is true, and must be false for attributes: it is for classes");
        }
        List<float[]> targets = clips.stream()
                .map(clip -> task.target(clip.labels()).orElseGet(() -> new float[task.outputs()]))
                .toList();
        double[] counts = new double[task.outputs()];
        targets.forEach(target -> Arrays.setAll(counts, c -> counts[c] + target[c]));
        return targets.stream()
                .map(target -> IntStream.range(0, counts.length)
                        .filter(c -> target[c] > 0)
                        .mapToDouble(c -> target[c] / counts[c])
                        .sum())
                .toList();
    }

    /** The shape of a clip, as a network sees it: one that it has no answer for has nothing. */
    static ClipShape of(Clip clip, EmotionModel network) {
        ClipLength.of(clip, network.modalities(), network::mostFrames);
        ClipShape shape = of(clip, network.modalities());
        return network.selectedHeads(shape.modalities()).isEmpty() ? new ClipShape(Set.of(), 0, 1) : shape;
    }

    private static ClipShape of(Clip clip, List<Modality> modalities) {
        Set<String> present = new LinkedHashSet<>();
        int frames = 0;
        for (Modality modality : modalities) {
            Optional<FeatureSequence> sequence = BatchAssembler.features(clip, modality);
            if (sequence.isPresent()) {
                present.add(modality.name());
                frames += sequence.get().frames();
            }
        }
        return new ClipShape(present, frames, 1);
    }
}
