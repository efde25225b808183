package org.vavl.vision;

import org.vavl.features.ExtractorId;

/** Opens detectors of one kind: one for each thread. May be used by several threads. */
public interface FaceDetectorSource {
    /** The name and version of its detectors. */
    ExtractorId id();

    /**
     * Opens a detector.
     *
     * @throws org.vavl.nn.VavlException if its files are missing or cannot be read
     */
    FaceDetector open();

    /** {@link HaarFaceDetector}, which needs nothing else. */
    static FaceDetectorSource haar() {
        return new FaceDetectorSource() {
            @Override
            public ExtractorId id() {
                return HaarFaceDetector.ID;
            }

            @Override
            public FaceDetector open() {
                return HaarFaceDetector.open();
            }
        };
    }
}
