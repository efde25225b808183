package org.vavl.learning.training.parallel;

import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.model.EmotionModel;

/** What several ranks can train. */
public final class RankSupport {
    private RankSupport() {}

    /**
     * Requires that they can train a network, if there are several.
     *
     * @throws VavlException if they cannot
     */
    public static void require(Ranks ranks, Device device, EmotionModel network) {
        if (!ranks.areSeveral()) {
            return;
        }
        if (!device.equals(Device.CPU)) {
            throw new VavlException("training.device is " + device + ", and must be cpu for several ranks");
        }
        if (network.normalisesOverBatch()) {
            throw new VavlException("the network of 'model' normalises over all clips of a batch, which several ranks"
                    + " cannot share: train it in one process");
        }
    }
}
