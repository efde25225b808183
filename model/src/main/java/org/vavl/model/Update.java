package org.vavl.model;

import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;

/**
 * One of the steps that a model's training makes for each batch: a loss, and the parameters that it changes. The loss has two halves, what
 * is compared and the loss of that, so that processes can share a batch: each compares its own clips, and all take the loss of all.
 */
public interface Update {
    /** A name for logs, such as {@code acoustic}. */
    String name();

    /** The groups whose parameters are changed. All others stay as they are, bit for bit. */
    Set<ParameterGroup> changedGroups();

    /** Whether the batch has what the loss needs; if not, the update is left out, optimiser state and all. */
    boolean appliesTo(Batch batch);

    /** The names of all that may be compared, whatever a batch has, in an order that is always the same. */
    List<String> comparisons();

    /**
     * What the loss compares of the clips of a batch.
     *
     * @param batch one that the update applies to
     * @param mode with dropout
     * @return at least one of {@link #comparisons}, in their order, each with a gradient for the parameters that the update changes and at least one clip
     */
    List<Comparison> compare(Batch batch, ForwardMode mode);

    /**
     * The loss of what was compared.
     *
     * @param compared what {@link #compare} gave, perhaps with the rows of further clips
     * @param loss how wrong a head is
     * @return one number
     */
    Tensor loss(List<Comparison> compared, PredictionLoss loss);

    /**
     * The loss of one batch, with a gradient for the parameters that the update changes.
     *
     * @param batch one that the update applies to
     * @param loss how wrong a head is
     * @param mode with dropout
     * @return one number
     */
    default Tensor loss(Batch batch, PredictionLoss loss, ForwardMode mode) {
        return loss(compare(batch, mode), loss);
    }
}
