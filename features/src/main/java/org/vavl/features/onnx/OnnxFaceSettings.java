package org.vavl.features.onnx;

import java.util.List;
import java.util.Locale;
import org.vavl.core.VavlException;
import org.vavl.features.FaceCropSettings;

/**
 * How an ONNX network wants face images. A channel's value is (pixel / scale − mean) / deviation, the pixel from 0 to 255.
 *
 * @param name the extractor's; lower-case letters, digits and {@code -}
 * @param network the file, relative to the one that says this
 * @param input the input's name; empty for the only one
 * @param output an output's name, or that of any value inside, or {@code before-classifier}; empty for the first output
 * @param width of the pictures, in pixels
 * @param height of the pictures, in pixels
 * @param framing what of the picture is shown
 * @param layout the order of the input's dimensions
 * @param colours the order of the input's channels
 * @param scale by which pixels are divided, above 0
 * @param mean what is taken off, one for all channels or one for each
 * @param deviation by which the rest is divided, one for all channels or one for each, above 0
 * @param batchSize faces at once, at least 1; 1 where the network only takes one
 */
public record OnnxFaceSettings(
        String name,
        String network,
        String input,
        String output,
        int width,
        int height,
        FaceCropSettings.Framing framing,
        Layout layout,
        Colours colours,
        double scale,
        List<Double> mean,
        List<Double> deviation,
        int batchSize) {
    private static final int MOST_FACES = 1024;

    /** The order of the input's dimensions. */
    public enum Layout {
        /** Faces, channels, rows, columns. */
        NCHW,
        /** Faces, rows, columns, channels. */
        NHWC
    }

    /** The order of the input's channels. */
    public enum Colours {
        /** Red, green, blue. */
        RGB,
        /** Blue, green, red. */
        BGR,
        /** One channel of brightness. */
        GREY
    }

    /** Copies the lists and checks all. */
    public OnnxFaceSettings {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        requireName(name);
        int channels = colours == Colours.GREY ? 1 : 3;
        requireChannels("mean", mean, channels);
        requireChannels("deviation", deviation, channels);
        if (!(scale > 0) || deviation.stream().anyMatch(value -> !(value > 0))) {
            throw new VavlException("scale is " + scale + " and deviation " + deviation + ": must be above 0");
        }
        if (batchSize < 1 || batchSize > MOST_FACES) {
            throw new VavlException("batchSize is " + batchSize + ", and must be 1 to " + MOST_FACES);
        }
        try {
            crop(width, height, framing, channels);
        } catch (IllegalArgumentException e) {
            throw new VavlException(String.valueOf(e.getMessage()), e);
        }
    }

    static void requireName(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new VavlException("name is '" + name + "', and must be lower-case letters, digits and '-'");
        }
    }

    private static void requireChannels(String name, List<Double> values, int channels) {
        if (values.size() != 1 && values.size() != channels) {
            throw new VavlException(name + " has " + values.size() + " values, and must have 1 or " + channels);
        }
    }

    private static FaceCropSettings crop(int width, int height, FaceCropSettings.Framing framing, int channels) {
        return new FaceCropSettings(width, height, framing, channels);
    }

    /** A network of ImageNet's kind: 224×224 pixels, the detector's box, its means and deviations. The network is to be named. */
    public static OnnxFaceSettings defaults() {
        return new OnnxFaceSettings(
                "onnx",
                "",
                "",
                "",
                224,
                224,
                FaceCropSettings.Framing.BOX,
                Layout.NCHW,
                Colours.RGB,
                255,
                List.of(0.485, 0.456, 0.406),
                List.of(0.229, 0.224, 0.225),
                16);
    }

    /**
     * EfficientNet-B2 as EmotiEffLib publishes it, trained on AffectNet: the 1,408 values before its classifier, of faces of 224×224
     * pixels as in the paper (section 4.2), unless the network only takes another size.
     */
    public static OnnxFaceSettings efficientNetB2() {
        return defaults().withNetwork("efficientnet-b2", "enet_b2_8_best.onnx", OnnxNetwork.BEFORE_CLASSIFIER);
    }

    /** The same for another network. */
    OnnxFaceSettings withNetwork(String newName, String newNetwork, String newOutput) {
        return new OnnxFaceSettings(
                newName,
                newNetwork,
                input,
                newOutput,
                width,
                height,
                framing,
                layout,
                colours,
                scale,
                mean,
                deviation,
                batchSize);
    }

    /** The same with the input's name; empty for the only one. */
    OnnxFaceSettings withInput(String newInput) {
        return new OnnxFaceSettings(
                name, network, newInput, output, width, height, framing, layout, colours, scale, mean, deviation,
                batchSize);
    }

    /** The same with another order of the channels. */
    OnnxFaceSettings withColours(Colours newColours) {
        return new OnnxFaceSettings(
                name,
                network,
                input,
                output,
                width,
                height,
                framing,
                layout,
                newColours,
                scale,
                mean,
                deviation,
                batchSize);
    }

    /** The same with so many faces at once. */
    OnnxFaceSettings withBatchSize(int newBatchSize) {
        return new OnnxFaceSettings(
                name,
                network,
                input,
                output,
                width,
                height,
                framing,
                layout,
                colours,
                scale,
                mean,
                deviation,
                newBatchSize);
    }

    /** The same under another name. */
    public OnnxFaceSettings withName(String newName) {
        return new OnnxFaceSettings(
                newName, network, input, output, width, height, framing, layout, colours, scale, mean, deviation,
                batchSize);
    }

    /** The same with another value taken from the network: an output, any value inside, or {@code before-classifier}. */
    public OnnxFaceSettings withOutput(String newOutput) {
        return new OnnxFaceSettings(
                name, network, input, newOutput, width, height, framing, layout, colours, scale, mean, deviation,
                batchSize);
    }

    /** The same for images of another size, in pixels. */
    public OnnxFaceSettings withSize(int newWidth, int newHeight) {
        return new OnnxFaceSettings(
                name, network, input, output, newWidth, newHeight, framing, layout, colours, scale, mean, deviation,
                batchSize);
    }

    /** How faces are to be cut out. */
    FaceCropSettings crop() {
        return crop(width, height, framing, channels());
    }

    int channels() {
        return colours == Colours.GREY ? 1 : 3;
    }

    /** All that the values depend on besides the network. */
    String version() {
        return String.format(
                Locale.ROOT,
                "output=%s;%s=%dx%d;%s;%s;scale=%s;mean=%s;deviation=%s",
                output,
                framing,
                width,
                height,
                layout,
                colours,
                scale,
                mean,
                deviation);
    }
}
