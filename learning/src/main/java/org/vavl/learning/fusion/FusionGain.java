package org.vavl.learning.fusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.vavl.core.clip.Task;
import org.vavl.recognition.inference.FusionState;

/**
 * How much better one state answers than another, in macro F1 or CCC, on the average over all levels of hidden frames.
 *
 * @param mean above 0 where it is better
 * @param standardError of the mean, by a bootstrap over clips, each with all of its levels
 */
record FusionGain(double mean, double standardError) {
    private static final int DRAWS = 100;
    private static final long SEED = 1;

    /**
     * Compares two states.
     *
     * @param examples at least one
     */
    static FusionGain of(Task task, List<FusionExample> examples, FusionState state, FusionState other) {
        List<FusionMeasurement.Answers> ofState = new ArrayList<>();
        List<FusionMeasurement.Answers> ofOther = new ArrayList<>();
        List<Map<String, List<Integer>>> rows = new ArrayList<>();
        FusionMeasurement.byLevel(examples).values().forEach(level -> {
            FusionMeasurement measured = new FusionMeasurement(task, level);
            ofState.add(measured.answers(state));
            ofOther.add(measured.answers(other));
            rows.add(rowsByClip(level));
        });
        List<String> clips =
                examples.stream().map(FusionExample::clip).distinct().toList();
        SplittableRandom random = new SplittableRandom(SEED);
        double[] draws = IntStream.range(0, DRAWS)
                .mapToDouble(draw -> {
                    List<String> drawn = random.ints(clips.size(), 0, clips.size())
                            .mapToObj(clips::get)
                            .toList();
                    return mean(ofState, ofOther, level -> drawn.stream()
                            .flatMap(clip -> rows.get(level).getOrDefault(clip, List.of()).stream())
                            .mapToInt(Integer::intValue)
                            .toArray());
                })
                .toArray();
        double mean = mean(ofState, ofOther, level -> ofState.get(level).all());
        return new FusionGain(mean, StandardDeviation.of(draws).getAsDouble());
    }

    private interface Rows {
        int[] of(int level);
    }

    /** Over the levels of which rows are drawn. */
    private static double mean(
            List<FusionMeasurement.Answers> state, List<FusionMeasurement.Answers> other, Rows rows) {
        Mean mean = Mean.create();
        for (int level = 0; level < state.size(); level++) {
            int[] some = rows.of(level);
            if (some.length > 0) {
                mean.accept(state.get(level).value(some) - other.get(level).value(some));
            }
        }
        return mean.getAsDouble();
    }

    private static Map<String, List<Integer>> rowsByClip(List<FusionExample> level) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < level.size(); row++) {
            rows.computeIfAbsent(level.get(row).clip(), clip -> new ArrayList<>())
                    .add(row);
        }
        return rows;
    }

    /** Whether the first state is better by more than chance may make of it: by one standard error (Breiman et al. 1984, section 3.4.3). */
    boolean isWorthIt() {
        return mean > standardError;
    }
}
