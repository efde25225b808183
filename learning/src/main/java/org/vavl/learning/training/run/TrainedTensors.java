package org.vavl.learning.training.run;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.vavl.learning.training.ExponentialMovingAverage;
import org.vavl.learning.training.optimiser.Optimiser;
import org.vavl.learning.training.parallel.Ranks;
import org.vavl.nn.ParameterStore;

/**
 * All that steps change.
 *
 * @param parameters the network's, and its statistics; closed by the network
 * @param optimiser with its state
 * @param average the parameters' means, if there are any
 */
record TrainedTensors(ParameterStore parameters, Optimiser optimiser, ExponentialMovingAverage average)
        implements AutoCloseable {
    /**
     * Takes the values of the first rank.
     *
     * @param state where it stands
     */
    void copyFromFirst(Ranks ranks, TrainingState state) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            parameters.parameters().values().forEach(ranks::copyFromFirst);
            optimiser.tensors().values().forEach(ranks::copyFromFirst);
            average.tensors().values().forEach(ranks::copyFromFirst);
            if (state.step() > 0) {
                optimiser.restore(optimiser.tensors(), state.optimiserSteps());
            }
        }
    }

    @Override
    public void close() {
        average.close();
        optimiser.close();
    }
}
