package org.vavl.recognition;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.core.Lifetime;
import org.vavl.core.VavlException;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.features.media.file.TemporaryMedia;
import org.vavl.features.vision.tracking.VideoPart;
import org.vavl.recognition.inference.BuiltInModels;
import org.vavl.recognition.inference.FeatureInference;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.InferenceNetworks;
import org.vavl.recognition.inference.ModelDescription;

/**
 * Recognises the emotion of a clip with a trained model:
 *
 * <pre>{@code
 * try (Recognizer recognizer = Recognizer.load(Path.of("model.safetensors"))) {
 *     Recognition recognition = recognizer.recognize(Path.of("clip.mp4"));
 * }
 * }</pre>
 *
 * <p>May be used by any number of threads at once: they share the weights and nothing else, and get what one thread alone would get, bit for
 * bit. Beside the weights, each call under way takes the samples and face crops of one window, decoded images of at most 250 MB, and what
 * the networks need for the frames of one window; {@link RecognitionSession} says what a session takes.
 *
 * <p>After {@link #close} every method throws {@link IllegalStateException}, and so does a call under way at its next window.
 */
public final class Recognizer implements AutoCloseable {
    private static final String NOT_GIVEN = "no features of it are given";

    private final InferenceNetwork network;
    private final ModelDescription model;
    private final FeatureInference inference;
    private final RecognizerSettings settings;
    private final Lifetime lifetime = new Lifetime("Recognizer", this::free);
    private @Nullable RecordingReaders readers; // opened by the first recording

    /**
     * A media file that is called otherwise than its path.
     *
     * @param name what errors and the recognition call it
     * @param file any file that FFmpeg reads
     */
    public record MediaFile(String name, Path file) {}

    private Recognizer(InferenceNetwork network, RecognizerSettings settings) {
        this.network = network;
        this.model = network.description();
        this.settings = settings;
        this.inference = new FeatureInference(network);
    }

    /**
     * The built-in model: VAVL for neutral, happy, sad, angry, fearful, disgust and surprised, from speech and face. What it was
     * trained on, how well it does and what it must not be used for its card says: {@code model().provenance().card()}.
     *
     * @throws VavlException if the artifact {@code vavl-models} is not on the class path
     */
    public static Recognizer builtIn() {
        return builtIn(RecognizerSettings.defaults());
    }

    /**
     * The built-in model; see {@link #builtIn()}.
     *
     * @throws VavlException if the artifact {@code vavl-models} is not on the class path, or this machine lacks the device
     */
    public static Recognizer builtIn(RecognizerSettings settings) {
        return BuiltInModels.EMOTION.read(file -> load(file, settings));
    }

    /**
     * Loads a model for inference on the CPU.
     *
     * @throws VavlException if the file cannot be read or is no model
     */
    public static Recognizer load(Path model) {
        return load(model, RecognizerSettings.defaults());
    }

    /**
     * Loads a model.
     *
     * @throws VavlException if the file cannot be read or is no model, or this machine lacks the device
     */
    public static Recognizer load(Path model, RecognizerSettings settings) {
        return new Recognizer(InferenceNetworks.load(model, settings.device(), settings.precision()), settings);
    }

    /** What the model takes and predicts, and where it comes from. */
    public ModelDescription model() {
        lifetime.requireOpen();
        return model;
    }

    /** The prediction for a whole recording; see {@link #recognize(Path)}. */
    public Prediction predict(Path media) {
        return recognize(media).prediction();
    }

    /** Recognises a media file, in {@linkplain WindowSettings#defaults windows} if it is long; see {@link #recognize(Path, WindowSettings, WindowListener)}. */
    public Recognition recognize(Path media) {
        return recognize(media, WindowSettings.defaults(), WindowListener.NONE);
    }

    /**
     * Recognises a media file, by those modalities that it has and whose features can be made of it here: speech and the face, if the
     * extractors on whose features the model was trained are at hand. Sound below −80 dB of full scale counts as none, and so
     * does sound without speech, unless {@link RecognizerSettings#speech} says otherwise.
     *
     * <p>Memory does not grow with the recording, but for the windows' predictions.
     *
     * @param media any file that FFmpeg reads
     * @param windows how it is gone through
     * @param listener is told each window's recognition, by this thread
     * @throws VavlException if the file cannot be read, or has no modality that the model can use
     */
    public Recognition recognize(Path media, WindowSettings windows, WindowListener listener) {
        return recognize(new RecordingInput.FileInput(media.toString(), media), windows, listener);
    }

    /**
     * Recognises a media file, of another face than the {@linkplain RecognizerSettings#face settings} have; see {@link #recognize(Path, WindowSettings,
     * WindowListener)}.
     *
     * @param face whom the recognition is of
     */
    public Recognition recognize(MediaFile media, FaceChoice face, WindowSettings windows, WindowListener listener) {
        return recognize(new RecordingInput.FileInput(media.name(), media.file()), face, windows, listener);
    }

    /**
     * Recognises the content of a media file; see {@link #recognize(Path, WindowSettings, WindowListener)}. It is kept in a temporary file
     * meanwhile, since video is read twice.
     *
     * @param name what errors and the recognition call it
     * @param content the bytes of a file that FFmpeg reads, in any container; read to its end, not closed
     * @throws VavlException also if there is no room for it, or it cannot be read
     */
    public Recognition recognize(String name, InputStream content, WindowSettings windows, WindowListener listener) {
        try (TemporaryMedia media = TemporaryMedia.copyOf(name, content)) {
            return recognize(new RecordingInput.FileInput(name, media.file()), windows, listener);
        }
    }

    /** Recognises the content of a media file; see {@link #recognize(String, InputStream, WindowSettings, WindowListener)}. */
    public Recognition recognize(String name, InputStream content) {
        return recognize(name, content, WindowSettings.defaults(), WindowListener.NONE);
    }

    /** Recognises the content of a media file; see {@link #recognize(String, InputStream, WindowSettings, WindowListener)}. */
    public Recognition recognize(String name, byte[] content) {
        return recognize(name, new ByteArrayInputStream(content));
    }

    /** Recognises sound, images or both that lie in memory; see {@link #recognize(Path)}. */
    public Recognition recognize(Recording recording) {
        return recognize(recording, WindowSettings.defaults(), WindowListener.NONE);
    }

    /** Recognises sound, images or both that lie in memory; see {@link #recognize(Path, WindowSettings, WindowListener)}. */
    public Recognition recognize(Recording recording, WindowSettings windows, WindowListener listener) {
        return recognize(recording.input(), windows, listener);
    }

    private Recognition recognize(RecordingInput recording, WindowSettings windows, WindowListener listener) {
        return recognize(recording, settings.face(), windows, listener);
    }

    /**
     * Recognises a media file of which some modalities' features are given: those that nothing makes of a recording, such as of text, or those that
     * take the place of what would be made of it. See {@link #recognize(Path, WindowSettings, WindowListener)}.
     *
     * @param features as for {@link #predict(String, Map)}; frame 0 is at the recording's begin, and their frame rates say what time they are of.
     *     One frame alone stands for the whole recording
     * @throws VavlException if a modality is none of the model's, or its features are of another extractor or width
     */
    public Recognition recognize(
            Path media, Map<String, FeatureSequence> features, WindowSettings windows, WindowListener listener) {
        inference.requireExtractors(features);
        return recognize(
                new RecordingInput.FileInput(media.toString(), media), features, settings.face(), windows, listener);
    }

    private Recognition recognize(
            RecordingInput recording, FaceChoice face, WindowSettings windows, WindowListener listener) {
        return recognize(recording, Map.of(), face, windows, listener);
    }

    private Recognition recognize(
            RecordingInput recording,
            Map<String, FeatureSequence> given,
            FaceChoice face,
            WindowSettings windows,
            WindowListener listener) {
        try (Lifetime.Use use = lifetime.begin();
                RecordingReader reader = readers().open(recording, face, given)) {
            return new RecordingRecognition(recording.name(), reader, new Network(), windows, listener).recognize();
        }
    }

    /**
     * Recognises a part of a long media file, for the parts to be answered by several processes. Windows are those of the whole: the file is decoded from its
     * begin, where speech is is found from there, and features are extracted and the model is asked for the part alone. Faces are looked for from {@link
     * VideoPart#OVERLAP_SECONDS} before it on, so that they may be others than in the whole, which is rare; docs/scale.md says how rare. Faces are those of the {@linkplain
     * RecognizerSettings#face settings}.
     *
     * @throws VavlException if the file cannot be read; one that has no modality that the model can use has windows without an answer
     */
    public PartRecognition recognize(MediaFile media, RecordingPart part) {
        RecordingInput recording = new RecordingInput.FileInput(media.name(), media.file());
        PartRecognition answer;
        try (Lifetime.Use use = lifetime.begin();
                RecordingReader reader = readers().open(recording, settings.face(), Map.of())) {
            RecordingRecognition recognition = new RecordingRecognition(
                    recording.name(), reader, new Network(), part.windows(), WindowListener.NONE);
            answer = recognition.recognize(part);
            if (!part.isFirst() || !recognition.isShort()) {
                return answer;
            }
        }
        return answer.withWhole(recognize(recording, part.windows(), WindowListener.NONE));
    }

    /**
     * Joins what was said of a recording's parts to what is said of the whole: of sound the same, of pictures if the faces are.
     *
     * @param name what errors and the recognition call it
     * @param parts all, in their order
     * @throws VavlException if no window has an answer
     * @throws IllegalArgumentException if they are not the parts of one recording
     */
    public Recognition join(String name, List<PartRecognition> parts) {
        return PartRecognition.join(name, model().task(), parts);
    }

    /**
     * Begins to recognise what is pushed as it comes, such as from a microphone and a camera.
     *
     * @param listener is told each window's recognition, by a thread of the session
     * @throws VavlException if the model can use none of what will be pushed
     */
    public RecognitionSession open(SessionSettings session, WindowListener listener) {
        Lifetime.Use use = lifetime.begin();
        try {
            StreamInput input = new StreamInput(session);
            RecordingReader reader = readers().open(input, settings.face(), Map.of());
            return RecognitionSession.start(
                    input,
                    reader,
                    new RecordingRecognition(input.name(), reader, new Network(), session.windows(), listener),
                    lifetime,
                    use);
        } catch (RuntimeException e) {
            use.close();
            throw e;
        }
    }

    private synchronized RecordingReaders readers() {
        RecordingReaders opened = readers;
        if (opened == null) {
            opened = new RecordingReaders(model.extractors(), settings);
            readers = opened;
        }
        return opened;
    }

    /** This model, for recordings. */
    private final class Network implements RecordingRecognition.Network {
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

        @Override
        public void requireOpen() {
            lifetime.requireOpen();
        }
    }

    /**
     * Predicts from features.
     *
     * @param clip a name for the prediction
     * @param features by the modality's name; some of the model's modalities, of the extractors that it was trained on
     * @throws VavlException if a modality is none of the model's, or its features are of another extractor or width
     */
    public Prediction predict(String clip, Map<String, FeatureSequence> features) {
        try (Lifetime.Use use = lifetime.begin()) {
            return inference.predict(clip, features);
        }
    }

    /**
     * Predicts from the features of several clips, which is quicker than one after the other where they are short. Each prediction is that of the clip by
     * itself, but for rounding.
     *
     * @param clips a name for the predictions
     * @param features of each clip, as for {@link #predict(String, Map)}
     * @return in the order of the clips
     * @throws VavlException if it would be thrown for any of the clips
     */
    public List<Prediction> predict(String clips, List<Map<String, FeatureSequence>> features) {
        try (Lifetime.Use use = lifetime.begin()) {
            return inference.predict(clips, features);
        }
    }

    /**
     * Recognises features as recordings are recognised: as a whole if they are of a short time, else in windows of time, so that they may be of any
     * length; see {@link #recognize(Path, WindowSettings, WindowListener)}. A sequence of one frame stands for the whole clip.
     *
     * @param clip a name for the recognition
     * @param features as for {@link #predict(String, Map)}; their frame rates say what time they are of
     * @throws VavlException if a modality is none of the model's, its features are of another extractor or width, or there is none that the
     *     model can use
     */
    public Recognition recognize(
            String clip, Map<String, FeatureSequence> features, WindowSettings windows, WindowListener listener) {
        inference.requireExtractors(features);
        try (Lifetime.Use use = lifetime.begin();
                RecordingReader reader = new RecordingReader(new ModalityWindows.Given.Input(clip))) {
            for (Modality modality : model.modalities()) {
                FeatureSequence given = features.get(modality.name());
                if (given == null) {
                    reader.addMissing(modality.name(), NOT_GIVEN);
                } else {
                    reader.add(modality.name(), any -> new ModalityWindows.Given(given));
                }
            }
            return new RecordingRecognition(clip, reader, new Network(), windows, listener).recognize();
        }
    }

    /**
     * The same as {@link #predict(String, Map)}, with what was there: features of one clip as a whole, of as many frames as the model takes at
     * once.
     */
    public Recognition recognize(String clip, Map<String, FeatureSequence> features) {
        Prediction prediction = predict(clip, features);
        Map<String, ModalityAvailability> modalities = new LinkedHashMap<>();
        for (Modality modality : model.modalities()) {
            modalities.put(
                    modality.name(),
                    Optional.ofNullable(features.get(modality.name()))
                            .map(given -> ModalitySegment.of(given, Optional.empty(), "none of its frames is valid")
                                    .presence())
                            .orElseGet(() -> new ModalityAvailability.Missing(0, NOT_GIVEN)));
        }
        double seconds = features.values().stream()
                .mapToDouble(given -> given.frames() / given.frameRate())
                .max()
                .orElse(0);
        return new Recognition(
                clip, seconds, model.task(), prediction, modalities, 0, List.of(), List.of(), Optional.empty());
    }

    private void free() {
        synchronized (this) {
            if (readers != null) {
                readers.close();
            }
        }
        network.close();
    }

    /**
     * Closes the model: no call begins any more, and those under way end with an {@link IllegalStateException} at their next window, or
     * with their result if it is their last one. The memory is freed when the last of them has ended; this does not wait for it.
     */
    @Override
    public void close() {
        lifetime.close();
    }
}
