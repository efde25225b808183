package org.vavl.recognition.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.features.onnxruntime.OnnxRuntime;
import org.vavl.features.onnxruntime.OnnxSessions;

/** A wav2vec 2.0 network that {@code vavl export} wrote, on ONNX Runtime, in float32. Any number of threads share its session. */
final class ExportedWav2Vec2 implements AutoCloseable {
    private final Path path;
    private final OrtSession session;
    private final Wav2Vec2Layout layout;
    private final String digest;
    private final FirstConvolution firstConvolution;

    private ExportedWav2Vec2(OnnxFile file, OrtSession session, Wav2Vec2Layout layout, String digest) {
        path = file.path();
        this.session = session;
        this.layout = layout;
        this.digest = digest;
        firstConvolution = layout.takesChannels()
                ? FirstConvolution.of(layout.configuration(), new ExportedWeights(file))
                : FirstConvolution.none();
    }

    /** @throws VavlException if the file cannot be read, or is no exported wav2vec 2.0 network */
    static ExportedWav2Vec2 open(Path path) {
        OnnxFile file = OnnxFile.open(path);
        Wav2Vec2Layout layout = layout(file);
        String digest = Optional.ofNullable(file.metadata().get(OnnxLayout.DIGEST))
                .orElseThrow(() -> new VavlException(path + ": is no exported encoder: it lacks " + OnnxLayout.DIGEST));
        OrtSession session = OnnxSessions.open(path, file.content());
        try {
            OnnxSignature.require(path, session, layout);
            return new ExportedWav2Vec2(file, session, layout, digest);
        } catch (RuntimeException e) {
            OnnxSessions.close(path, session);
            throw e;
        }
    }

    /**
     * What a file says of its network, of which nothing is run.
     *
     * @throws VavlException if it is no exported wav2vec 2.0 network
     */
    static Wav2Vec2Layout layout(OnnxFile file) {
        try {
            String json = file.metadata().get(Wav2Vec2Layout.KEY);
            if (json == null) {
                throw new VavlException("it lacks " + Wav2Vec2Layout.KEY + " in its metadata");
            }
            return Wav2Vec2Layout.read(json);
        } catch (VavlException | NullPointerException e) {
            throw new VavlException(file.path() + ": is no exported encoder: " + e.getMessage(), e);
        }
    }

    Wav2Vec2Layout layout() {
        return layout;
    }

    /** Tells its weights from others'. */
    String digest() {
        return digest;
    }

    /** What of a recording's channels is to be measured before any of it is encoded. */
    FirstConvolution firstConvolution() {
        return firstConvolution;
    }

    /**
     * Encodes sound.
     *
     * @param samples normalised as the network wants them
     * @param channels means and scales of the recording's channels, C each; not looked at where the network takes none
     * @return T × D values
     */
    float[] encode(float[] samples, FirstConvolution.Moments channels) {
        int frames = Math.toIntExact(layout.configuration().frames(samples.length));
        byte[] there = new byte[samples.length];
        Arrays.fill(there, (byte) 1);
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            put(inputs, Wav2Vec2Layout.SAMPLES, samples);
            inputs.put(
                    Wav2Vec2Layout.VALID,
                    OnnxTensor.createTensor(
                            OnnxRuntime.environment(),
                            ByteBuffer.wrap(there),
                            new long[] {1, there.length},
                            OnnxJavaType.BOOL));
            if (layout.takesChannels()) {
                put(inputs, Wav2Vec2Layout.MEAN, channels.means());
                put(inputs, Wav2Vec2Layout.SCALE, channels.scales());
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return values(result, frames);
            }
        } catch (OrtException e) {
            throw OnnxSessions.failed(path, "cannot be run on " + samples.length + " samples", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static void put(Map<String, OnnxTensor> inputs, String name, float[] values) throws OrtException {
        inputs.put(name, OnnxTensor.createTensor(OnnxRuntime.environment(), FloatBuffer.wrap(values), new long[] {
            1, values.length
        }));
    }

    private float[] values(OrtSession.Result result, int frames) {
        float[] values =
                new float[Math.multiplyExact(frames, layout.configuration().width())];
        FloatBuffer given = ((OnnxTensor) result.get(0)).getFloatBuffer();
        if (given == null || given.remaining() != values.length) {
            throw new VavlException(path + ": its output " + Wav2Vec2Layout.FRAMES + " is not " + frames + " × "
                    + layout.configuration().width() + " in float32");
        }
        given.get(values);
        return values;
    }

    @Override
    public void close() {
        OnnxSessions.close(path, session);
    }
}
