package org.vavl.recognition;

import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.Extractors;
import org.vavl.features.vision.detection.FaceDetectors;

/**
 * How a {@link Recognizer} works.
 *
 * @param device where the network runs
 * @param precision of matrix multiplications
 * @param extractors make features, if the model was trained on those of an extractor that needs weights
 * @param detectors find faces, if the model was trained on features of faces
 */
public record RecognizerSettings(Device device, Precision precision, Extractors extractors, FaceDetectors detectors) {
    /** On the CPU in float32, with weights from the user's store. */
    public static RecognizerSettings defaults() {
        return new RecognizerSettings(Device.CPU, Precision.FLOAT32, Extractors.standard(), FaceDetectors.standard());
    }

    /** The same on another device. */
    public RecognizerSettings withDevice(Device device) {
        return new RecognizerSettings(device, precision, extractors, detectors);
    }

    /** The same in another precision. */
    public RecognizerSettings withPrecision(Precision precision) {
        return new RecognizerSettings(device, precision, extractors, detectors);
    }

    /** The same with other extractors. */
    public RecognizerSettings withExtractors(Extractors extractors) {
        return new RecognizerSettings(device, precision, extractors, detectors);
    }

    /** The same with other face detectors. */
    public RecognizerSettings withDetectors(FaceDetectors detectors) {
        return new RecognizerSettings(device, precision, extractors, detectors);
    }
}
