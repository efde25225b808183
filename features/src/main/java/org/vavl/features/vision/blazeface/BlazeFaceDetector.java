package org.vavl.features.vision.blazeface;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.BufferPool;
import org.vavl.features.Image;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.onnxruntime.OnnxRuntime;
import org.vavl.features.vision.blazeface.BlazeFaceOutputs.Candidate;
import org.vavl.features.vision.detection.Face;
import org.vavl.features.vision.detection.FaceDetector;
import org.vavl.features.vision.detection.FaceDetectorSource;
import org.vavl.features.vision.image.Box;

/**
 * Faces by BlazeFace (Bazarevsky et al., 2019, <i>BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs</i>), with MediaPipe's networks: finds
 * turned, dark and blurred faces, too, and their eyes. The score is a probability.
 *
 * <p>It looks at the whole picture and, since the network sees it as a small square, again at overlapping squares of it if it is not square. Near a
 * known place it looks at a square around it, so that a small face is as large as any other.
 */
public final class BlazeFaceDetector implements FaceDetector {
    private static final double LEAST_SCORE = 0.5;
    private static final String BOXES = "boxes";
    private static final String SCORES = "scores";

    /** Near a place is what lies in a square so many times as large. */
    private static final double NEAR = 2.5;

    /** By so much of its height BlazeFace's box lies lower than those of cascades, in which the eyes are at two fifths. */
    private static final double LOWER = 0.1;

    private final BlazeFaceNetwork network;
    private final String path;
    private final ExtractorId id;
    private final OrtSession session;
    private final BlazeFaceOutputs outputs;
    private final BufferPool inputs = new BufferPool();

    private BlazeFaceDetector(BlazeFaceNetwork network, String path, ExtractorId id, OrtSession session) {
        this.network = network;
        this.path = path;
        this.id = id;
        this.session = session;
        this.outputs = new BlazeFaceOutputs(network, LEAST_SCORE);
    }

    /**
     * Opens it.
     *
     * @param onnx the network, as {@code tools/models/blazeface.py} converts it; not read any more afterwards
     * @throws VavlException if it cannot be read, or is another network
     */
    public static BlazeFaceDetector open(BlazeFaceNetwork network, Path onnx) {
        BlazeFaceWeights weights = BlazeFaceWeights.read(network, onnx);
        return open(weights, weights.id());
    }

    /** Detectors with weights from a file, if one is named, and else with those that come with Vavl. */
    static FaceDetectorSource source(BlazeFaceNetwork network, WeightSources sources) {
        BlazeFaceWeights weights = sources.path(network.detector())
                .map(file -> BlazeFaceWeights.read(network, file))
                .orElseGet(() -> BlazeFaceWeights.builtIn(network));
        ExtractorId id = weights.id();
        return FaceDetectorSource.of(id, () -> open(weights, id));
    }

    private static BlazeFaceDetector open(BlazeFaceWeights weights, ExtractorId id) {
        try (OrtSession.SessionOptions options = OnnxRuntime.options(1)) {
            OrtSession session = OnnxRuntime.environment().createSession(weights.content(), options);
            BlazeFaceDetector detector = new BlazeFaceDetector(weights.network(), weights.name(), id, session);
            try {
                detector.requireNetwork();
                return detector;
            } catch (VavlException e) {
                detector.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new VavlException(
                    weights.name() + ": not a network that ONNX Runtime can read: " + e.getMessage(), e);
        }
    }

    private void requireNetwork() {
        if (!session.getOutputNames().containsAll(List.of(BOXES, SCORES))) {
            throw new VavlException(path + ": is not " + network.detector() + ": its outputs are "
                    + session.getOutputNames() + ", and must be " + BOXES + " and " + SCORES);
        }
        detect(Image.of(1, 1, Image.GREY, new byte[1]));
    }

    @Override
    public ExtractorId id() {
        return id;
    }

    @Override
    public List<Face> detect(Image image) {
        List<Face> found = new ArrayList<>(faces(image, SquareInput.whole(image, network.side())));
        for (SquareInput part : parts(image)) {
            found.addAll(faces(image, part));
        }
        return Face.distinct(found);
    }

    /** Squares of the picture's shorter side that cover it and overlap; none if it is about a square. */
    private List<SquareInput> parts(Image image) {
        double shorter = Math.min(image.width(), image.height());
        double longer = Math.max(image.width(), image.height());
        List<SquareInput> parts = new ArrayList<>();
        int count = (int) Math.ceil((longer - shorter / 4) / (shorter * 3 / 4));
        for (int i = 0; count > 1 && count <= 8 && i < count; i++) {
            double at = i * (longer - shorter) / (count - 1);
            boolean wide = image.width() > image.height();
            parts.add(new SquareInput(new Box(wide ? at : 0, wide ? 0 : at, shorter, shorter), network.side()));
        }
        return parts;
    }

    @Override
    public List<Face> detectNear(Image image, List<Box> places) {
        List<Face> found = new ArrayList<>();
        for (Box place : places) {
            double side = Math.max(place.width(), place.height()) * NEAR;
            double x = place.x() + (place.width() - side) / 2;
            double y = place.y() + (place.height() - side) / 2;
            found.addAll(faces(image, new SquareInput(new Box(x, y, side, side), network.side())));
        }
        return Face.distinct(found);
    }

    private List<Face> faces(Image image, SquareInput input) {
        return candidates(image, input).stream()
                .map(candidate -> new Face(
                        input.inPicture(candidate.box())
                                .moved(
                                        0,
                                        -LOWER
                                                * candidate.box().height()
                                                * input.square().height()),
                        candidate.score(),
                        List.of(input.inPicture(candidate.landmark(0)), input.inPicture(candidate.landmark(1)))))
                .toList();
    }

    /** What the network sees, in shares of the input's side. */
    List<Candidate> candidates(Image image, SquareInput input) {
        int side = network.side();
        ByteBuffer memory = inputs.take(Image.RGB * side * side * Float.BYTES);
        FloatBuffer values = memory.asFloatBuffer();
        input.write(image, values);
        long[] shape = {1, Image.RGB, side, side};
        try (OnnxTensor pixels = OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), pixels))) {
            int anchors = outputs.anchors();
            return outputs.faces(output(result, BOXES, 16 * anchors), output(result, SCORES, anchors));
        } catch (OrtException e) {
            throw new VavlException(path + ": ONNX Runtime cannot run it: " + e.getMessage(), e);
        } finally {
            inputs.giveBack(memory);
        }
    }

    private FloatBuffer output(OrtSession.Result result, String name, int values) {
        OnnxValue value = result.get(name).orElseThrow();
        if (value instanceof OnnxTensor tensor) {
            FloatBuffer floats = tensor.getFloatBuffer();
            if (floats != null && floats.remaining() == values) {
                return floats;
            }
        }
        throw new VavlException(path + ": is not " + network.detector() + ": its output " + name + " must be " + values
                + " numbers, and is " + value.getInfo());
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(path + ": cannot be closed", e);
        }
    }
}
