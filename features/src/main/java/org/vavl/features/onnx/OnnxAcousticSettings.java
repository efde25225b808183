package org.vavl.features.onnx;

import java.util.Locale;
import org.vavl.core.VavlException;

/**
 * How an ONNX network wants sound, and what it gives.
 *
 * @param name the extractor's; lower-case letters, digits and {@code -}
 * @param network the file, relative to the one that says this
 * @param input the input's name; empty for the only one
 * @param output an output's name, or that of any value inside; empty for the first output. It is frames × values, or 1 × frames × values
 * @param sampleRate samples per second, 1000 to 192000
 * @param normalised whether each recording is brought to mean 0 and variance 1
 * @param frameRate frames per second that the network gives; a whole number of samples must lie between frames
 * @param windowSeconds sound up to this length is given to the network whole, longer sound in windows of this length, 1 to 600
 * @param contextSeconds how much of a window, at either end, only serves the rest; 0.1 to less than half of the window
 */
public record OnnxAcousticSettings(
        String name,
        String network,
        String input,
        String output,
        int sampleRate,
        boolean normalised,
        double frameRate,
        double windowSeconds,
        double contextSeconds) {
    /** Checks all. */
    public OnnxAcousticSettings {
        OnnxFaceSettings.requireName(name);
        if (sampleRate < 1000 || sampleRate > 192_000) {
            throw new VavlException("sampleRate is " + sampleRate + ", and must be 1000 to 192000");
        }
        if (!(frameRate > 0) || frameRate > sampleRate || sampleRate / frameRate % 1 != 0) {
            throw new VavlException("frameRate is " + frameRate + ", and must be above 0 and divide sampleRate ("
                    + sampleRate + ") into whole numbers");
        }
        if (!(windowSeconds >= 1 && windowSeconds <= 600)) {
            throw new VavlException("windowSeconds is " + windowSeconds + ", and must be 1 to 600");
        }
        if (!(contextSeconds >= 0.1 && contextSeconds < windowSeconds / 2)) {
            throw new VavlException("contextSeconds is " + contextSeconds
                    + ", and must be at least 0.1 and less than half of windowSeconds (" + windowSeconds + ")");
        }
    }

    /** Normalised sound at 16 kHz, 50 frames per second, windows of half a minute. The network is to be named. */
    public static OnnxAcousticSettings defaults() {
        return new OnnxAcousticSettings("onnx", "", "", "", 16_000, true, 50, 30, 5);
    }

    /** How many samples lie between neighbouring frames. */
    int samplesPerFrame() {
        return (int) (sampleRate / frameRate);
    }

    /** All that the values depend on besides the network. */
    String version() {
        return String.format(
                Locale.ROOT,
                "output=%s;rate=%d;normalised=%s;frames=%s;window=%s~%s",
                output,
                sampleRate,
                normalised,
                frameRate,
                windowSeconds,
                contextSeconds);
    }
}
