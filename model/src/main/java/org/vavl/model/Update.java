package org.vavl.model;

import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterGroup;

/** One of the steps that a model's training makes for each batch: a loss, and the parameters that it changes. */
public interface Update {
    /** A name for logs, such as {@code acoustic}. */
    String name();

    /** The groups whose parameters are changed. All others stay as they are, bit for bit. */
    Set<ParameterGroup> changedGroups();

    /** Whether the batch has what the loss needs; if not, the update is left out, optimiser state and all. */
    boolean appliesTo(Batch batch);

    /**
     * The loss, with a gradient for the parameters that the update changes.
     *
     * @param batch one that the update applies to
     * @param loss how wrong a head is
     * @param mode with dropout
     * @return one number
     */
    Tensor loss(Batch batch, PredictionLoss loss, ForwardMode mode);
}
