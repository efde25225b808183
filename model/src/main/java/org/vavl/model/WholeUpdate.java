package org.vavl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.clip.Head;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;

/**
 * One step for a whole network: the mean of the losses of several outputs, each of which counts as often as it has clips.
 *
 * @param applies whether a batch has what any of the outputs needs
 * @param outputs what is compared with the targets
 * @param heads whose outputs may be compared
 * @param changedGroups the groups whose parameters are changed, such as {@link org.vavl.nn.ParameterStore#groups all}
 */
public record WholeUpdate(
        Predicate<Batch> applies, Outputs outputs, List<Head> heads, Set<ParameterGroup> changedGroups)
        implements Update {
    /** Copies the list and the set. */
    public WholeUpdate {
        heads = List.copyOf(heads);
        changedGroups = Set.copyOf(changedGroups);
    }

    /** What a network says of a batch in training. */
    @FunctionalInterface
    public interface Outputs {
        /** At least one output by its head, each for the clips that it applies to. */
        Map<Head, HeadOutput> of(Batch batch, ForwardMode mode);
    }

    @Override
    public String name() {
        return "all";
    }

    @Override
    public boolean appliesTo(Batch batch) {
        return applies.test(batch);
    }

    @Override
    public List<String> comparisons() {
        return heads.stream().map(Head::name).toList();
    }

    @Override
    public List<Comparison> compare(Batch batch, ForwardMode mode) {
        List<Comparison> compared = new ArrayList<>();
        outputs.of(batch, mode)
                .forEach((head, output) -> compared.add(new Comparison(
                        head.name(), output.outputsNC(), BatchRows.select(batch.targetsBC(), output.rows()))));
        return compared;
    }

    @Override
    public Tensor loss(List<Comparison> compared, PredictionLoss loss) {
        double clips = compared.stream().mapToLong(Comparison::clips).sum();
        return compared.stream()
                .map(comparison -> loss.of(comparison.outputsNX(), comparison.targetsNX())
                        .mul(new Scalar(comparison.clips() / clips)))
                .reduce(Tensor::add)
                .orElseThrow(() -> new IllegalArgumentException("no output applies to the batch"));
    }
}
