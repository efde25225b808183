package org.vavl.features.vision.detection;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Device;

/** Opens detectors of one kind: one for each thread. May be used by several threads. */
public interface FaceDetectorSource {
    /** The name and version of its detectors. */
    ExtractorId id();

    /** Where its networks run; the CPU where it has none, or ones that run nowhere else. */
    default Device device() {
        return Device.CPU;
    }

    /**
     * Opens a detector.
     *
     * @throws org.vavl.core.VavlException if its files are missing or cannot be read
     */
    FaceDetector open();

    /**
     * {@link HaarFaceDetector}, which needs no weights.
     *
     * @throws org.vavl.core.VavlException if OpenCV is not on the class path
     */
    static FaceDetectorSource haar() {
        HaarFaceDetector.requireOpenCv();
        return of(HaarFaceDetector.ID, HaarFaceDetector::open);
    }

    /**
     * {@link YuNetFaceDetector}.
     *
     * @param onnx the network
     * @throws org.vavl.core.VavlException if it cannot be read
     */
    static FaceDetectorSource yunet(Path onnx) {
        ExtractorId id = YuNetFaceDetector.id(onnx);
        return of(id, () -> YuNetFaceDetector.open(onnx, id));
    }

    /** Detectors of one name and version, on the CPU. */
    static FaceDetectorSource of(ExtractorId id, Supplier<FaceDetector> open) {
        return of(id, Device.CPU, open);
    }

    /** Detectors of one name and version, whose networks run on a device. */
    static FaceDetectorSource of(ExtractorId id, Device device, Supplier<FaceDetector> open) {
        return new FaceDetectorSource() {
            @Override
            public ExtractorId id() {
                return id;
            }

            @Override
            public Device device() {
                return device;
            }

            @Override
            public FaceDetector open() {
                return open.get();
            }
        };
    }
}
