package org.vavl.learning.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.VavlException;
import org.vavl.learning.training.optimiser.Optimiser;
import org.vavl.learning.training.parallel.SharedLoss;
import org.vavl.model.Batch;
import org.vavl.model.Comparison;
import org.vavl.model.EmotionModel;
import org.vavl.model.PredictionLoss;
import org.vavl.model.Update;
import org.vavl.nn.ForwardMode;

/**
 * Makes one update of a model: the loss, its gradient for the parameters that the update changes, and the optimiser's step on those. No
 * gradient of another parameter is ever computed, so all others stay as they are.
 *
 * @param update which update
 * @param parameters those that it changes, by name
 * @param optimiser keeps one state a parameter for all updates
 * @param loss how wrong a head is
 * @param gradientClip the largest norm of the gradient; 0 for none
 * @param shared the ranks' common loss and gradient, where several share a batch
 */
public record UpdateStep(
        Update update,
        Map<String, Tensor> parameters,
        Optimiser optimiser,
        PredictionLoss loss,
        double gradientClip,
        SharedLoss shared) {
    /** The steps of all updates of a model, in its order. */
    public static List<UpdateStep> all(
            EmotionModel model, Optimiser optimiser, PredictionLoss loss, double gradientClip, SharedLoss shared) {
        return model.updates().stream()
                .map(update -> new UpdateStep(
                        update,
                        model.parameters().learnable(update.changedGroups()),
                        optimiser,
                        loss,
                        gradientClip,
                        shared))
                .toList();
    }

    /**
     * Makes the update, if it applies to the batch or to what another rank has of it.
     *
     * @param batch this rank's clips
     * @return the loss of all ranks' clips before it; empty if it applies to none
     * @throws VavlException if the loss is not a number
     */
    public OptionalDouble make(Batch batch, ForwardMode mode, double learningRate) {
        try (PointerScope scope = new PointerScope()) {
            List<Comparison> own = update.appliesTo(batch) ? update.compare(batch, mode) : List.of();
            List<Comparison> compared = shared.compared(update.comparisons(), own);
            if (compared.isEmpty()) {
                return OptionalDouble.empty();
            }
            Tensor lossTensor = update.loss(compared, loss);
            double value = lossTensor.item_double();
            if (!Double.isFinite(value)) {
                throw new VavlException("training diverged: the loss of the update '" + update.name() + "' is " + value
                        + "; a lower training.learningRate or a training.gradientClip may help");
            }
            Map<String, Tensor> gradients = shared.summed(parameters, own.isEmpty() ? Map.of() : gradients(lossTensor));
            double factor = clipFactor(gradients);
            gradients.forEach((name, gradient) -> {
                Tensor scaled = factor < 1 ? gradient.mul(new Scalar(factor)) : gradient;
                optimiser.step(name, parameter(name), scaled, learningRate);
            });
            return OptionalDouble.of(value);
        }
    }

    private Tensor parameter(String name) {
        Tensor parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("update " + update.name() + " does not change " + name);
        }
        return parameter;
    }

    private Map<String, Tensor> gradients(Tensor lossTensor) {
        TensorVector inputs = new TensorVector(parameters.values().toArray(new Tensor[0]));
        TensorVector found =
                torch.grad(new TensorVector(lossTensor), inputs, new TensorVector(), new BoolOptional(), false, true);
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        int i = 0;
        for (String name : parameters.keySet()) {
            Tensor gradient = found.get(i++);
            if (gradient.defined()) {
                gradients.put(name, gradient);
            }
        }
        return gradients;
    }

    private double clipFactor(Map<String, Tensor> gradients) {
        if (gradientClip == 0) {
            return 1;
        }
        try (NoGradGuard noGradient = new NoGradGuard()) {
            double squares = 0;
            for (Tensor gradient : gradients.values()) {
                double norm = gradient.norm().item_double();
                squares += norm * norm;
            }
            return Math.min(1, gradientClip / (Math.sqrt(squares) + 1e-6));
        }
    }
}
