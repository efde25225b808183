package org.vavl.recognition;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.Extractors;
import org.vavl.features.vision.detection.FaceDetectors;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.InferenceNetworks;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.inference.Predictor;

/**
 * Recognises the emotion of a clip with a trained model:
 *
 * <pre>{@code
 * try (Recognizer recognizer = Recognizer.load(Path.of("model.safetensors"))) {
 *     Recognition answer = recognizer.recognize(Path.of("clip.mp4"));
 * }
 * }</pre>
 *
 * <p>Not for several threads at once.
 */
public final class Recognizer implements AutoCloseable {
    private static final String NOBODY = "unknown";

    private final InferenceNetwork network;
    private final ModelDescription model;
    private final Predictor predictor;

    private final Extractors extractors;
    private final FaceDetectors detectors;
    private @Nullable RecordingReaders readers;

    private Recognizer(InferenceNetwork network, Extractors extractors, FaceDetectors detectors) {
        this.extractors = extractors;
        this.network = network;
        this.model = network.description();
        this.detectors = detectors;
        this.predictor = new Predictor(network, 1);
    }

    /**
     * The model that comes with Vavl: VAVL for neutral, happy, sad, angry, fearful, disgust and surprised, from speech and face. What it was
     * trained on, how well it does and what it must not be used for its card says: {@code model().provenance().card()}.
     *
     * @throws VavlException if the artifact {@code vavl-models} is not on the class path
     */
    public static Recognizer builtIn() {
        return builtIn(Device.CPU, Precision.FLOAT32, Extractors.standard(), FaceDetectors.standard());
    }

    /**
     * The model that comes with Vavl; see {@link #builtIn()} and {@link #load(Path, Device, Precision, Extractors, FaceDetectors)}.
     *
     * @throws VavlException if the artifact {@code vavl-models} is not on the class path, or this machine lacks the device
     */
    public static Recognizer builtIn(
            Device device, Precision precision, Extractors extractors, FaceDetectors detectors) {
        return BuiltInModels.EMOTION.read(file -> load(file, device, precision, extractors, detectors));
    }

    /**
     * Loads a model for inference on the CPU.
     *
     * @throws VavlException if the file cannot be read or is no model
     */
    public static Recognizer load(Path model) {
        return load(model, Device.CPU, Precision.FLOAT32);
    }

    /**
     * Loads a model.
     *
     * @param device where it runs
     * @param precision of matrix multiplications
     * @throws VavlException if the file cannot be read or is no model, or this machine lacks the device
     */
    public static Recognizer load(Path model, Device device, Precision precision) {
        return load(model, device, precision, Extractors.standard(), FaceDetectors.standard());
    }

    /**
     * Loads a model.
     *
     * @param extractors make features, if the model was trained on those of an extractor that needs weights
     * @param detectors finds faces, if the model was trained on features of faces; unless given, with weights from the user's store
     * @throws VavlException if the file cannot be read or is no model, or this machine lacks the device
     */
    public static Recognizer load(
            Path model, Device device, Precision precision, Extractors extractors, FaceDetectors detectors) {
        return new Recognizer(InferenceNetworks.load(model, device, precision), extractors, detectors);
    }

    /** What the model takes and predicts, and where it comes from. */
    public ModelDescription model() {
        return model;
    }

    /** What {@link #recognize(Path)} says of the whole recording. */
    public Prediction predict(Path media) {
        return recognize(media).prediction();
    }

    /** Answers for a recording, in {@linkplain WindowSettings#defaults windows} if it is long; see {@link #recognize(Path, WindowSettings, WindowListener)}. */
    public Recognition recognize(Path media) {
        return recognize(media, WindowSettings.defaults(), WindowListener.NONE);
    }

    /**
     * Answers for a recording, by those modalities that it has and whose features can be made of it here: speech and the face, if the
     * extractors on whose features the model was trained are at hand. Sound below −80 dB of full scale counts as none.
     *
     * <p>Memory does not grow with the recording, but for the windows' predictions.
     *
     * @param media any file that FFmpeg reads
     * @param windows how it is gone through
     * @param listener is told each window's answer
     * @throws VavlException if the file cannot be read, or has no modality that the model can use
     */
    public Recognition recognize(Path media, WindowSettings windows, WindowListener listener) {
        try (RecordingReader reader = readers().open(media)) {
            return new RecordingRecognition(media, reader, new LoadedModel(), windows, listener).recognize();
        }
    }

    private RecordingReaders readers() {
        if (readers == null) {
            readers = new RecordingReaders(model.extractors(), extractors, detectors);
        }
        return readers;
    }

    /** This model, for recordings. */
    private final class LoadedModel implements RecordingRecognition.Network {
        @Override
        public Task task() {
            return model.task();
        }

        @Override
        public Optional<Prediction> predict(String clip, Map<String, FeatureSequence> features) {
            return network.selectedHeads(features.keySet()).isEmpty()
                    ? Optional.empty()
                    : Optional.of(Recognizer.this.predict(clip, features));
        }
    }

    /**
     * Answers for features.
     *
     * @param clip a name for the answer
     * @param features by the modality's name; some of the model's modalities, of the extractors that it was trained on
     * @throws VavlException if a modality is none of the model's, or its features are of another extractor or width
     */
    public Prediction predict(String clip, Map<String, FeatureSequence> features) {
        Map<String, Supplier<FeatureSequence>> suppliers = new LinkedHashMap<>();
        features.forEach((modality, sequence) -> {
            requireExtractor(modality, sequence);
            suppliers.put(modality, () -> sequence);
        });
        Clip given = new Clip(clip, NOBODY, new Labels(Map.of(), Map.of()), suppliers);
        return predictor.predict(List.of(given)).get(0);
    }

    /** The same as {@link #predict(String, Map)}, with what was there. */
    public Recognition recognize(String clip, Map<String, FeatureSequence> features) {
        Prediction prediction = predict(clip, features);
        Map<String, ModalityAvailability> modalities = new LinkedHashMap<>();
        for (Modality modality : model.modalities()) {
            modalities.put(
                    modality.name(),
                    Optional.ofNullable(features.get(modality.name()))
                            .map(given -> ModalitySegment.of(given, Optional.empty(), "none of its frames is valid")
                                    .presence())
                            .orElseGet(() -> new ModalityAvailability.Missing(0, "no features of it are given")));
        }
        double seconds = features.values().stream()
                .mapToDouble(given -> given.frames() / given.frameRate())
                .max()
                .orElse(0);
        return new Recognition(clip, seconds, model.task(), prediction, modalities, List.of());
    }

    private void requireExtractor(String modality, FeatureSequence sequence) {
        ExtractorId expected = model.extractors().get(modality);
        if (expected == null) {
            throw new VavlException("modality '" + modality + "' is none of the model's: "
                    + model.modalities().stream().map(Modality::name).toList());
        }
        if (!expected.equals(sequence.extractor())) {
            throw new VavlException("the " + modality + " features are of " + sequence.extractor()
                    + ", and the model was trained on those of " + expected);
        }
    }

    @Override
    public void close() {
        if (readers != null) {
            readers.close();
        }
        network.close();
    }
}
