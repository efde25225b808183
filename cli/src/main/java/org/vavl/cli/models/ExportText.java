package org.vavl.cli.models;

import java.io.PrintWriter;
import java.util.Locale;
import org.vavl.recognition.onnx.ChainLayout;
import org.vavl.recognition.onnx.EncoderLayout;
import org.vavl.recognition.onnx.OnnxLayout;
import org.vavl.recognition.onnx.Wav2Vec2Layout;

/** Prints what {@code info} says of an exported graph for people: its operators, what it takes and what it gives. */
final class ExportText {
    private ExportText() {}

    static void print(OnnxLayout layout, PrintWriter out) {
        onnx(layout.operators(), layout.weights(), out);
    }

    /** @param outputs how many values a head gives */
    static void print(ChainLayout layout, int outputs, PrintWriter out) {
        onnx(layout.operators(), layout.weights(), out);
        layout.inputs().values().forEach(input -> {
            if (input instanceof ChainLayout.Sound sound) {
                line(
                        "takes " + sound.features(),
                        "1 × samples, float32: " + sound.rate() + " a second, " + sound.least() + " to " + sound.most(),
                        out);
                line("takes " + sound.valid(), "1 × samples, boolean: where somebody speaks", out);
            } else if (input instanceof ChainLayout.Faces faces) {
                line(
                        "takes " + faces.features(),
                        "1 × frames × " + faces.side() * faces.side() + ", float32: grey faces of " + faces.side() + "×"
                                + faces.side() + " pixels, 0 to 255",
                        out);
                line("takes " + faces.valid(), "1 × frames, boolean: which frames have a face", out);
            }
        });
        layout.heads().forEach(head -> {
            line("gives " + OnnxLayout.head(head.name()), "1 × " + outputs + ", float32", out);
            line("gives " + OnnxLayout.embedding(head.name()), "1 × " + head.embedding() + ", float32", out);
        });
        out.println();
    }

    static void print(EncoderLayout layout, String digest, PrintWriter out) {
        onnx(layout.operators(), layout.weights(), out);
        line("encoder", layout.network() + ", the output of block " + layout.block(), out);
        line(
                "takes " + EncoderLayout.SPECTRUM,
                "clips × spectra × " + layout.melBands() + ", float32: every 10 ms, at most " + 2 * layout.positions(),
                out);
        line("takes " + EncoderLayout.VALID, "clips × spectra, boolean: which are the clip's", out);
        line("gives " + EncoderLayout.FRAMES, "clips × frames × " + layout.width() + ", float32: every 20 ms", out);
        line("digest", digest, out);
    }

    static void print(Wav2Vec2Layout layout, String digest, PrintWriter out) {
        onnx(layout.operators(), layout.weights(), out);
        line("encoder", "wav2vec 2.0", out);
        line(
                "takes " + Wav2Vec2Layout.SAMPLES,
                "clips × samples, float32: " + layout.input().sampleRate() + " a second",
                out);
        line("takes " + Wav2Vec2Layout.VALID, "clips × samples, boolean: which are the clip's", out);
        if (layout.takesChannels()) {
            String channels =
                    "clips × " + layout.configuration().convolutions().get(0).channels() + ", float32: ";
            line("takes " + Wav2Vec2Layout.MEAN, channels + "of a recording that the samples are a part of, or 0", out);
            line("takes " + Wav2Vec2Layout.SCALE, channels + "what channels are multiplied with, or 0", out);
        }
        line(
                "gives " + Wav2Vec2Layout.FRAMES,
                "clips × frames × " + layout.configuration().width() + ", float32",
                out);
        line("digest", digest, out);
    }

    private static void onnx(int operators, String weights, PrintWriter out) {
        line("ONNX", "operators of version " + operators + ", weights in " + weights, out);
    }

    private static void line(String name, String value, PrintWriter out) {
        out.printf(Locale.ROOT, "%-28s %s%n", name, value);
    }
}
