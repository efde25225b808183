package org.vavl.recognition.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.features.onnxruntime.OnnxSessions;

/** What goes into an exported graph and comes out of it, which must be what its metadata says. */
final class OnnxSignature {
    private static final long ANY = -1;

    private OnnxSignature() {}

    /** The type and the sizes of a value, −1 for those that are any. */
    private record Form(OnnxJavaType type, List<Long> shape) {
        boolean fits(NodeInfo info) {
            return info.getInfo() instanceof TensorInfo tensor
                    && tensor.type == type
                    && Arrays.stream(tensor.getShape()).boxed().toList().equals(shape);
        }
    }

    /** @throws VavlException if an input or an output is missing, or another than the metadata says */
    static void require(Path path, OrtSession session, ExportedModel model) {
        try {
            Map<String, Form> inputs = new LinkedHashMap<>();
            for (Modality modality : model.description().modalities()) {
                String name = modality.name();
                inputs.put(OnnxLayout.features(name), new Form(OnnxJavaType.FLOAT, List.of(ANY, ANY, (long)
                        modality.width())));
                inputs.put(OnnxLayout.valid(name), new Form(OnnxJavaType.BOOL, List.of(ANY, ANY)));
            }
            require(path, "input", inputs, session.getInputInfo());
            Map<String, Form> outputs = new LinkedHashMap<>();
            long width = model.description().task().outputs();
            for (OnnxLayout.NamedHead head : model.layout().heads()) {
                outputs.put(OnnxLayout.head(head.name()), new Form(OnnxJavaType.FLOAT, List.of(ANY, width)));
                outputs.put(OnnxLayout.embedding(head.name()), new Form(OnnxJavaType.FLOAT, List.of(ANY, (long)
                        head.embedding())));
            }
            require(path, "output", outputs, session.getOutputInfo());
        } catch (OrtException e) {
            throw OnnxSessions.failed(path, "does not tell its inputs and outputs", e);
        }
    }

    /** @throws VavlException if an input or an output is missing, or another than the metadata says */
    static void require(Path path, OrtSession session, EncoderLayout layout) {
        Form spectrum = new Form(OnnxJavaType.FLOAT, List.of(ANY, ANY, (long) layout.melBands()));
        Form valid = new Form(OnnxJavaType.BOOL, List.of(ANY, ANY));
        Form frames = new Form(OnnxJavaType.FLOAT, List.of(ANY, ANY, (long) layout.width()));
        try {
            require(
                    path,
                    "input",
                    Map.of(EncoderLayout.SPECTRUM, spectrum, EncoderLayout.VALID, valid),
                    session.getInputInfo());
            require(path, "output", Map.of(EncoderLayout.FRAMES, frames), session.getOutputInfo());
        } catch (OrtException e) {
            throw OnnxSessions.failed(path, "does not tell its inputs and outputs", e);
        }
    }

    /** @throws VavlException if an input or an output is missing, or another than the metadata says */
    static void require(Path path, OrtSession session, Wav2Vec2Layout layout) {
        Map<String, Form> inputs = new LinkedHashMap<>();
        inputs.put(Wav2Vec2Layout.SAMPLES, new Form(OnnxJavaType.FLOAT, List.of(ANY, ANY)));
        inputs.put(Wav2Vec2Layout.VALID, new Form(OnnxJavaType.BOOL, List.of(ANY, ANY)));
        if (layout.takesChannels()) {
            Form channels = new Form(OnnxJavaType.FLOAT, List.of(ANY, (long)
                    layout.configuration().convolutions().get(0).channels()));
            inputs.put(Wav2Vec2Layout.MEAN, channels);
            inputs.put(Wav2Vec2Layout.SCALE, channels);
        }
        Form frames = new Form(OnnxJavaType.FLOAT, List.of(ANY, ANY, (long)
                layout.configuration().width()));
        try {
            require(path, "input", inputs, session.getInputInfo());
            require(path, "output", Map.of(Wav2Vec2Layout.FRAMES, frames), session.getOutputInfo());
        } catch (OrtException e) {
            throw OnnxSessions.failed(path, "does not tell its inputs and outputs", e);
        }
    }

    private static void require(Path path, String kind, Map<String, Form> expected, Map<String, NodeInfo> there) {
        if (!there.keySet().equals(expected.keySet())) {
            throw new VavlException(path + ": is no exported model: it has the " + kind + "s " + there.keySet()
                    + ", and must have " + expected.keySet());
        }
        expected.forEach((name, form) -> {
            NodeInfo info = there.get(name);
            if (info == null || !form.fits(info)) {
                throw new VavlException(path + ": is no exported model: its " + kind + " " + name + " is "
                        + (info == null ? "missing" : info.getInfo()) + ", and must be " + form.type() + " of "
                        + form.shape());
            }
        });
    }
}
