package org.vavl.learning.training.sampling;

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
 * @param classes its share of each class, where classes are to be balanced; else empty
 */
public record ClipShape(Set<String> modalities, int frames, List<Float> classes) {
    public ClipShape {
        modalities = Set.copyOf(modalities);
        classes = List.copyOf(classes);
    }

    /** A clip whose class does not count. */
    public ClipShape(Set<String> modalities, int frames) {
        this(modalities, frames, List.of());
    }

    /**
     * The shapes of clips, as a network sees them.
     *
     * @param balanced whether their classes are to be balanced
     * @throws VavlException if one has more frames than the network takes, or they are to be balanced and the network's task is none of classes
     */
    public static List<ClipShape> ofAll(List<Clip> clips, EmotionModel network, boolean balanced) {
        if (balanced && !(network.task() instanceof Task.Classification)) {
            throw new VavlException(
                    "training.sampler.balanced is true, and must be false for attributes: it is for classes");
        }
        return clips.stream().map(clip -> of(clip, network, balanced)).toList();
    }

    /** The shape of a clip, as a network sees it: one that it has no answer for has nothing. */
    private static ClipShape of(Clip clip, EmotionModel network, boolean balanced) {
        ClipLength.of(clip, network.modalities(), network::mostFrames);
        List<Float> classes = balanced ? classes(clip, network.task()) : List.of();
        ClipShape shape = of(clip, network.modalities(), classes);
        return network.selectedHeads(shape.modalities()).isEmpty() ? new ClipShape(Set.of(), 0, classes) : shape;
    }

    private static List<Float> classes(Clip clip, Task task) {
        float[] target = task.target(clip.labels())
                .orElseThrow(() -> new IllegalArgumentException("clip " + clip.id() + " has no target"));
        return IntStream.range(0, target.length).mapToObj(c -> target[c]).toList();
    }

    private static ClipShape of(Clip clip, List<Modality> modalities, List<Float> classes) {
        Set<String> present = new LinkedHashSet<>();
        int frames = 0;
        for (Modality modality : modalities) {
            Optional<FeatureSequence> sequence = BatchAssembler.features(clip, modality);
            if (sequence.isPresent()) {
                present.add(modality.name());
                frames += sequence.get().frames();
            }
        }
        return new ClipShape(present, frames, classes);
    }
}
