package org.vavl.recognition.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Modality;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.onnxruntime.OnnxRuntime;
import org.vavl.features.onnxruntime.OnnxSessions;

/**
 * Describes faces by the embedding of an exported network over face images: grey aligned faces of S×S pixels in, E values out. Each face is
 * a clip of one frame to the network. The version is the exported network's digest.
 */
final class ExportedFaceExtractor implements VisualExtractor {
    private static final String FAMILY = "face";
    private static final int BATCH = 64;

    private final Path path;
    private final OrtSession session;
    private final ExtractorId id;
    private final String modality;
    private final String output;
    private final int side;
    private final int width;

    private ExportedFaceExtractor(
            Path path, OrtSession session, ExtractorId id, Modality pictures, OnnxLayout.NamedHead head) {
        this.path = path;
        this.session = session;
        this.id = id;
        modality = pictures.name();
        output = OnnxLayout.embedding(head.name());
        side = (int) Math.round(Math.sqrt(pictures.width()));
        width = head.embedding();
    }

    /** @throws VavlException if the file cannot be read, or is no exported network over face images */
    static ExportedFaceExtractor open(Path path) {
        OnnxFile file = OnnxFile.open(path);
        ExportedModel model = ExportedModel.of(file);
        String digest = file.metadata().get(OnnxLayout.DIGEST);
        String family = model.metadata().configuration().path("name").asText();
        if (!family.equals(FAMILY) || digest == null) {
            throw new VavlException(path + " holds a network of the kind '" + family
                    + "', and must be one over face images, '" + FAMILY + "', with " + OnnxLayout.DIGEST);
        }
        OrtSession session = OnnxSessions.open(path, file.content());
        try {
            OnnxSignature.require(path, session, model);
            return new ExportedFaceExtractor(
                    path,
                    session,
                    new ExtractorId(ExportedFaceProvider.NAME, digest),
                    model.description().modalities().get(0),
                    model.layout().heads().get(0));
        } catch (RuntimeException e) {
            OnnxSessions.close(path, session);
            throw e;
        }
    }

    @Override
    public ExtractorId id() {
        return id;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public FaceCropSettings crop() {
        return new FaceCropSettings(side, side, FaceCropSettings.Framing.ALIGNED, Image.GREY);
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public float[] extract(List<Image> faces) {
        int pixels = side * side;
        float[] values = new float[faces.size() * pixels];
        byte[] picture = new byte[pixels];
        for (int n = 0; n < faces.size(); n++) {
            faces.get(n).pixels().get(picture);
            for (int p = 0; p < pixels; p++) {
                values[n * pixels + p] = picture[p] & 0xFF;
            }
        }
        return run(values, faces.size(), pixels);
    }

    private float[] run(float[] values, int faces, int pixels) {
        byte[] there = new byte[faces];
        Arrays.fill(there, (byte) 1);
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OnnxTensor features =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), new long[] {faces, 1, pixels});
                OnnxTensor valid = OnnxTensor.createTensor(
                        environment, ByteBuffer.wrap(there), new long[] {faces, 1}, OnnxJavaType.BOOL);
                OrtSession.Result result = session.run(
                        Map.of(OnnxLayout.features(modality), features, OnnxLayout.valid(modality), valid),
                        Set.of(output))) {
            float[] embedded = new float[faces * width];
            FloatBuffer given = ((OnnxTensor) result.get(0)).getFloatBuffer();
            if (given == null || given.remaining() != embedded.length) {
                throw new VavlException(
                        path + ": its output " + output + " is not " + faces + " × " + width + " in float32");
            }
            given.get(embedded);
            return embedded;
        } catch (OrtException e) {
            throw OnnxSessions.failed(path, "cannot be run on faces", e);
        }
    }

    @Override
    public void close() {
        OnnxSessions.close(path, session);
    }
}
