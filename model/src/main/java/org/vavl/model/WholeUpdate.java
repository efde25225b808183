package org.vavl.model;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;

/**
 * One step for a whole network: the mean of the losses of several outputs, each of which counts as often as it has clips.
 *
 * @param applies whether a batch has what any of the outputs needs
 * @param outputs what is compared with the targets
 * @param changedGroups the groups whose parameters are changed, such as {@link org.vavl.nn.ParameterStore#groups all}
 */
public record WholeUpdate(Predicate<Batch> applies, Outputs outputs, Set<ParameterGroup> changedGroups)
        implements Update {
    /** Copies the set. */
    public WholeUpdate {
        changedGroups = Set.copyOf(changedGroups);
    }

    /** What a network says of a batch in training. */
    @FunctionalInterface
    public interface Outputs {
        /** At least one output, each for the clips that it applies to. */
        List<HeadOutput> of(Batch batch, ForwardMode mode);
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
    public Tensor loss(Batch batch, PredictionLoss loss, ForwardMode mode) {
        List<HeadOutput> compared = outputs.of(batch, mode);
        double clips =
                compared.stream().mapToInt(output -> output.rows().size()).sum();
        return compared.stream()
                .map(output -> loss.of(output.outputsNC(), BatchRows.select(batch.targetsBC(), output.rows()))
                        .mul(new Scalar(output.rows().size() / clips)))
                .reduce(Tensor::add)
                .orElseThrow(() -> new IllegalArgumentException("no output applies to the batch"));
    }
}
