package org.vavl.features.onnx;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.BufferPool;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;

/** Faces by any ONNX network. */
public final class OnnxFaceExtractor implements VisualExtractor {
    /** What the command calls any network; a network's own name is in its settings. */
    public static final String NAME = "onnx";

    private final OnnxFaceSettings settings;
    private final OnnxNetwork network;
    private final BufferPool inputs = new BufferPool();
    private final int width;
    private final int batchSize;

    /**
     * Loads a network.
     *
     * @param file the network; what the settings say of it is not looked at
     * @throws VavlException if it cannot be read, or does not take what the settings say
     */
    public OnnxFaceExtractor(Path file, OnnxFaceSettings settings) {
        this(OnnxNetwork.load(file, settings.input(), settings.output()), network -> settings);
    }

    private OnnxFaceExtractor(OnnxNetwork network, Function<OnnxNetwork, OnnxFaceSettings> settings) {
        this.network = network;
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            opened.add(network, OnnxNetwork::close);
            this.settings = settings.apply(network);
            List<Long> shape = network.inputShape();
            batchSize = !shape.isEmpty() && shape.get(0) == 1 ? 1 : this.settings.batchSize();
            width = opened.returned(run(inputs.take(inputBytes()).asFloatBuffer(), 1).length);
        }
    }

    /**
     * Loads EfficientNet-B2 (see {@link OnnxFaceSettings#efficientNetB2}).
     *
     * @throws VavlException if the file cannot be read, or is another network
     */
    public static OnnxFaceExtractor efficientNetB2(Path file) {
        OnnxFaceSettings usual = OnnxFaceSettings.efficientNetB2();
        return new OnnxFaceExtractor(
                OnnxNetwork.load(file, usual.input(), usual.output()), network -> fitted(usual, network.inputShape()));
    }

    private static OnnxFaceSettings fitted(OnnxFaceSettings usual, List<Long> shapeNCHW) {
        boolean fixed = shapeNCHW.size() == 4 && shapeNCHW.get(2) > 0 && shapeNCHW.get(3) > 0;
        return fixed
                ? usual.withSize(shapeNCHW.get(3).intValue(), shapeNCHW.get(2).intValue())
                : usual;
    }

    @Override
    public ExtractorId id() {
        return network.extractorId(settings.name(), settings.version());
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public FaceCropSettings crop() {
        return settings.crop();
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public float[] extract(List<Image> faces) {
        if (faces.isEmpty() || faces.size() > batchSize) {
            throw new IllegalArgumentException(faces.size() + " faces, and must be 1 to " + batchSize);
        }
        ByteBuffer memory = inputs.take(faces.size() * inputBytes());
        FloatBuffer input = memory.asFloatBuffer();
        faces.forEach(face -> put(face, input));
        float[] values = run(input.flip(), faces.size());
        inputs.giveBack(memory);
        return values;
    }

    private int inputBytes() {
        return settings.channels() * settings.height() * settings.width() * Float.BYTES;
    }

    private void put(Image face, FloatBuffer input) {
        int channels = settings.channels();
        if (face.width() != settings.width() || face.height() != settings.height() || face.channels() != channels) {
            throw new IllegalArgumentException(face.width() + "×" + face.height() + "×" + face.channels()
                    + " pixels, and must be " + settings.crop());
        }
        byte[] pixels = new byte[face.width() * face.height() * channels];
        face.pixels().get(pixels);
        float[] values = new float[pixels.length];
        for (int channel = 0; channel < channels; channel++) {
            float[] byPixel = byPixel(channel);
            int source = settings.colours() == OnnxFaceSettings.Colours.BGR ? channels - 1 - channel : channel;
            boolean planes = settings.layout() == OnnxFaceSettings.Layout.NCHW;
            int target = planes ? channel * (pixels.length / channels) : channel;
            for (int at = source; at < pixels.length; at += channels) {
                values[target] = byPixel[pixels[at] & 0xFF];
                target += planes ? 1 : channels;
            }
        }
        input.put(values);
    }

    /** What each of the 256 pixels becomes in a channel of the input. */
    private float[] byPixel(int channel) {
        double mean = settings.mean().get(Math.min(channel, settings.mean().size() - 1));
        double deviation =
                settings.deviation().get(Math.min(channel, settings.deviation().size() - 1));
        float[] values = new float[256];
        for (int pixel = 0; pixel < values.length; pixel++) {
            values[pixel] = (float) ((pixel / settings.scale() - mean) / deviation);
        }
        return values;
    }

    private float[] run(FloatBuffer input, int faces) {
        int channels = settings.channels();
        OnnxNetwork.Answer answer = settings.layout() == OnnxFaceSettings.Layout.NCHW
                ? network.run(input, faces, channels, settings.height(), settings.width())
                : network.run(input, faces, settings.height(), settings.width(), channels);
        List<Long> shape = answer.shape();
        int values = answer.values().remaining();
        if (shape.isEmpty() || shape.get(0) != faces || values == 0) {
            throw network.unexpectedOutput(shape, "faces × values, of " + faces + " faces");
        }
        float[] result = new float[values];
        answer.values().get(result);
        requireFinite(result);
        return result;
    }

    private void requireFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new VavlException(network.path() + ": answers a face with " + value + ", which is no number");
            }
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
