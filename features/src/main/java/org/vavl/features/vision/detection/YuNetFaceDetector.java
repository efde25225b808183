package org.vavl.features.vision.detection;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.file.InputFile;
import org.vavl.features.BufferPool;
import org.vavl.features.Image;
import org.vavl.features.onnxruntime.OnnxRuntime;
import org.vavl.features.vision.image.Resampling;

/**
 * Faces by YuNet (Wu et al., 2023, <i>YuNet: A Tiny Millisecond-level Face Detector</i>): finds faces from all sides, and five
 * landmarks. The score is a probability. Run by ONNX Runtime, since OpenCV 4 cannot read the network as its authors publish it; what
 * becomes of the network's outputs is as OpenCV's {@code FaceDetectorYN} has it.
 *
 * <p>Pictures of which a side is above {@value #WORKING_SIDE} pixels are made smaller for it.
 */
public final class YuNetFaceDetector implements FaceDetector {
    /** Its name. */
    public static final String NAME = "yunet";

    private static final int WORKING_SIDE = 640;
    private static final int PADDING = 32;

    private final Path path;
    private final ExtractorId id;
    private final OrtSession session;
    private final BufferPool inputs = new BufferPool();
    private final String input;

    private YuNetFaceDetector(Path path, ExtractorId id, OrtSession session) {
        this.path = path;
        this.id = id;
        this.session = session;
        this.input = session.getInputNames().iterator().next();
    }

    /** Its name and, as version, the digest of its weights. */
    static ExtractorId id(Path onnx) {
        return new ExtractorId(NAME, "1-" + WeightsDigest.of(List.of(onnx)));
    }

    /**
     * Opens it.
     *
     * @param onnx the network as published, {@code yunet_n_dynamic.onnx}
     * @throws VavlException if it cannot be read, or is another network
     */
    public static YuNetFaceDetector open(Path onnx) {
        return open(onnx, id(onnx));
    }

    static YuNetFaceDetector open(Path onnx, ExtractorId id) {
        InputFile.require(onnx);
        try (CloseUnlessReturned opened = new CloseUnlessReturned();
                OrtSession.SessionOptions options = OnnxRuntime.options(1)) {
            OrtSession session = OnnxRuntime.environment().createSession(onnx.toString(), options);
            YuNetFaceDetector detector = opened.add(new YuNetFaceDetector(onnx, id, session), YuNetFaceDetector::close);
            if (!session.getOutputNames().containsAll(YuNetOutputs.NAMES)) {
                throw new VavlException(onnx + ": is not YuNet: its outputs are " + session.getOutputNames()
                        + ", and must be " + YuNetOutputs.NAMES);
            }
            return opened.returned(detector);
        } catch (OrtException e) {
            throw new VavlException(onnx + ": not a network that ONNX Runtime can read: " + e.getMessage(), e);
        }
    }

    @Override
    public ExtractorId id() {
        return id;
    }

    @Override
    public List<Face> detect(Image image) {
        double scale = Math.min(1, (double) WORKING_SIDE / Math.max(image.width(), image.height()));
        Image small = scale < 1 ? Resampling.scaled(image, scale) : image;
        int width = padded(small.width());
        int height = padded(small.height());
        long[] shape = {1, 3, height, width};
        ByteBuffer memory = inputs.take(3 * width * height * Float.BYTES);
        FloatBuffer values =
                memory.asFloatBuffer().put(blueGreenRed(small, width, height)).flip();
        try (OnnxTensor pixels = OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape);
                OrtSession.Result result = session.run(Map.of(input, pixels))) {
            List<Face> faces = new YuNetOutputs(result, width, height).faces();
            List<Face> scaled = new ArrayList<>();
            double horizontally = (double) image.width() / small.width();
            double vertically = (double) image.height() / small.height();
            faces.forEach(face -> scaled.add(face.scaled(horizontally, vertically)));
            return List.copyOf(scaled);
        } catch (OrtException e) {
            throw new VavlException(path + ": ONNX Runtime cannot run it: " + e.getMessage(), e);
        } finally {
            inputs.giveBack(memory);
        }
    }

    private static int padded(int pixels) {
        return (pixels + PADDING - 1) / PADDING * PADDING;
    }

    /** Channel after channel, 0 to 255, black on the right and below. */
    private static float[] blueGreenRed(Image image, int width, int height) {
        float[] planes = new float[3 * width * height];
        ByteBuffer pixels = image.pixels();
        byte[] row = new byte[image.width() * image.channels()];
        for (int y = 0; y < image.height(); y++) {
            pixels.get(row);
            for (int x = 0; x < image.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int from = image.channels() == Image.GREY ? x : 3 * x + 2 - channel;
                    planes[(channel * height + y) * width + x] = row[from] & 0xFF;
                }
            }
        }
        return planes;
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
