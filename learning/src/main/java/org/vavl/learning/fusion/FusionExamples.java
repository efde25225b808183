package org.vavl.learning.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Task;
import org.vavl.learning.masking.HiddenFrames;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.NetworkOutput;

/**
 * Asks a network for clips whose modalities and frames are hidden in all combinations of some levels.
 *
 * @param network stays open as long as this is used
 * @param seed of the frames that are hidden
 */
public record FusionExamples(InferenceNetwork network, long seed) {
    private static final int BATCH_SIZE = 32;

    /** Each is asked for many times over, with other frames hidden; some hundreds tell a handful of weights. */
    private static final int MOST_CLIPS = 800;

    /**
     * Asks for every clip with every subset of its modalities, at every combination of levels; of more than {@value #MOST_CLIPS} clips, for so
     * many, spread evenly over all of them, since neighbours are often of the same speaker.
     *
     * @param clips labelled for the network's task, that it was not trained on
     * @throws VavlException if a clip has no label for the network's task
     */
    public List<FusionExample> of(List<Clip> clips) {
        HiddenFrames frames = new HiddenFrames(network.description().modalities(), seed);
        int count = Math.min(MOST_CLIPS, clips.size());
        List<Clip> some = IntStream.range(0, count)
                .mapToObj(i -> clips.get((int) ((long) i * clips.size() / count)))
                .toList();
        List<FusionExample> examples = new ArrayList<>();
        for (HiddenFrames.Level level : frames.levels()) {
            List<Clip> hidden = frames.hide(some, level);
            for (int from = 0; from < hidden.size(); from += BATCH_SIZE) {
                List<Clip> batch = hidden.subList(from, Math.min(from + BATCH_SIZE, hidden.size()));
                List<NetworkOutput> outputs = network.forward(batch);
                for (int i = 0; i < batch.size(); i++) {
                    examples.add(new FusionExample(
                            batch.get(i).id(),
                            batch.get(i).speaker(),
                            level.byName(),
                            outputs.get(i),
                            target(batch.get(i))));
                }
            }
        }
        return examples;
    }

    private float[] target(Clip clip) {
        Task task = network.description().task();
        return task.target(clip.labels())
                .orElseThrow(() -> new VavlException("clip " + clip.id() + " has no label for the model's task, "
                        + String.join(", ", task.outputNames())));
    }
}
