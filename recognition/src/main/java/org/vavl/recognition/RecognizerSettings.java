package org.vavl.recognition;

import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.Extractors;
import org.vavl.features.audio.speech.SpeechDetection;
import org.vavl.features.vision.detection.FaceDetectors;

/**
 * How a {@link Recognizer} works.
 *
 * @param device where networks run: the model, and those of extractors and face detectors that libtorch runs ({@code wav2vec2}, {@code
 *     whisper}, {@code face-model}, {@code mtcnn}), whatever device those bear themselves; networks of ONNX Runtime and OpenCV, and that which
 *     finds speech, run on the CPU
 * @param precision of matrix multiplications
 * @param extractors make features, if the model was trained on those of an extractor that needs weights
 * @param detectors find faces, if the model was trained on features of faces
 * @param face of which of several faces the recognition is
 * @param speech how speech is found: sound without speech gets no answer. Features that a model was trained on with frames valid where speech is alone have none elsewhere, whatever
 *     stands here
 */
public record RecognizerSettings(
        Device device,
        Precision precision,
        Extractors extractors,
        FaceDetectors detectors,
        FaceChoice face,
        SpeechDetection speech) {
    /** On the CPU in float32, with weights from the user's store; only speech is answered for, as Silero VAD finds it. */
    public static RecognizerSettings defaults() {
        return new RecognizerSettings(
                Device.CPU,
                Precision.FLOAT32,
                Extractors.standard(),
                FaceDetectors.standard(),
                new FaceChoice.Trained(),
                SpeechDetection.SILERO);
    }

    /** The same on another device. */
    public RecognizerSettings withDevice(Device device) {
        return new RecognizerSettings(device, precision, extractors, detectors, face, speech);
    }

    /** The same in another precision. */
    public RecognizerSettings withPrecision(Precision precision) {
        return new RecognizerSettings(device, precision, extractors, detectors, face, speech);
    }

    /** The same with other extractors. */
    public RecognizerSettings withExtractors(Extractors extractors) {
        return new RecognizerSettings(device, precision, extractors, detectors, face, speech);
    }

    /** The same with other face detectors. */
    public RecognizerSettings withDetectors(FaceDetectors detectors) {
        return new RecognizerSettings(device, precision, extractors, detectors, face, speech);
    }

    /** The same for another face. */
    public RecognizerSettings withFace(FaceChoice face) {
        return new RecognizerSettings(device, precision, extractors, detectors, face, speech);
    }

    /** The same with speech found in another way. */
    public RecognizerSettings withSpeech(SpeechDetection speech) {
        return new RecognizerSettings(device, precision, extractors, detectors, face, speech);
    }
}
