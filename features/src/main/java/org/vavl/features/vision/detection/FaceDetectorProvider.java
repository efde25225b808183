package org.vavl.features.vision.detection;

import org.vavl.features.assets.WeightSources;

/**
 * Opens face detectors of one name. Found by {@link java.util.ServiceLoader}, so a detector in another jar is used by its name like those
 * that come with Vavl.
 */
public interface FaceDetectorProvider {
    /** The name of its detectors, which their {@linkplain FaceDetectorSource#id ids} bear, too. */
    String name();

    /** Whether they need weights that do not come with them. */
    boolean needsWeights();

    /**
     * What opens the detectors.
     *
     * @param weights where their weights are, if they need any
     * @throws org.vavl.core.VavlException if the weights are missing or cannot be read
     */
    FaceDetectorSource source(WeightSources weights);
}
