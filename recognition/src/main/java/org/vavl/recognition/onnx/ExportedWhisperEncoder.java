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
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.features.audio.whisper.WhisperEncoder;
import org.vavl.features.onnxruntime.OnnxRuntime;
import org.vavl.features.onnxruntime.OnnxSessions;

/** A Whisper network's encoder that {@code vavl export} wrote, on ONNX Runtime, in float32. Any number of threads share its session. */
public final class ExportedWhisperEncoder implements WhisperEncoder {
    private final Path path;
    private final OrtSession session;
    private final EncoderLayout layout;
    private final String digest;

    private ExportedWhisperEncoder(Path path, OrtSession session, EncoderLayout layout, String digest) {
        this.path = path;
        this.session = session;
        this.layout = layout;
        this.digest = digest;
    }

    /**
     * Opens an exported encoder.
     *
     * @throws VavlException if the file cannot be read, or is no exported encoder of a Whisper network
     */
    public static ExportedWhisperEncoder open(Path path) {
        OnnxFile file = OnnxFile.open(path);
        EncoderLayout layout = layout(file);
        String digest = Optional.ofNullable(file.metadata().get(OnnxLayout.DIGEST))
                .orElseThrow(() -> new VavlException(path + ": is no exported encoder: it lacks " + OnnxLayout.DIGEST));
        OrtSession session = OnnxSessions.open(path, file.content());
        try {
            OnnxSignature.require(path, session, layout);
            return new ExportedWhisperEncoder(path, session, layout, digest);
        } catch (RuntimeException e) {
            OnnxSessions.close(path, session);
            throw e;
        }
    }

    /**
     * What a file says of its encoder, of which nothing is run.
     *
     * @throws VavlException if it cannot be read, or is no exported encoder of a Whisper network
     */
    static EncoderLayout layout(OnnxFile file) {
        try {
            String json = file.metadata().get(EncoderLayout.KEY);
            if (json == null) {
                throw new VavlException("it lacks " + EncoderLayout.KEY + " in its metadata");
            }
            EncoderLayout layout = EncoderLayout.read(json);
            if (!layout.network().equals(EncoderLayout.WHISPER)) {
                throw new VavlException(
                        "it is of the kind '" + layout.network() + "', and must be of '" + EncoderLayout.WHISPER + "'");
            }
            return layout;
        } catch (VavlException e) {
            throw new VavlException(file.path() + ": is no exported encoder: " + e.getMessage(), e);
        }
    }

    @Override
    public int melBands() {
        return layout.melBands();
    }

    @Override
    public int width() {
        return layout.width();
    }

    @Override
    public int positions() {
        return layout.positions();
    }

    @Override
    public int block() {
        return layout.block();
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public float[] encode(float[] melTM, int spectra) {
        byte[] there = new byte[spectra];
        Arrays.fill(there, (byte) 1);
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OnnxTensor spectrum = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(melTM), new long[] {1, spectra, melBands()});
                OnnxTensor valid = OnnxTensor.createTensor(
                        environment, ByteBuffer.wrap(there), new long[] {1, spectra}, OnnxJavaType.BOOL);
                OrtSession.Result result =
                        session.run(Map.of(EncoderLayout.SPECTRUM, spectrum, EncoderLayout.VALID, valid))) {
            float[] frames = new float[Math.multiplyExact((spectra + 1) / 2, width())];
            FloatBuffer given = ((OnnxTensor) result.get(0)).getFloatBuffer();
            if (given == null || given.remaining() != frames.length) {
                throw new VavlException(path + ": its output " + EncoderLayout.FRAMES + " is not " + (spectra + 1) / 2
                        + " × " + width() + " in float32");
            }
            given.get(frames);
            return frames;
        } catch (OrtException e) {
            throw OnnxSessions.failed(path, "cannot be run on " + spectra + " spectra", e);
        }
    }

    @Override
    public void close() {
        OnnxSessions.close(path, session);
    }
}
