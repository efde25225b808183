package org.vavl.features.audio.speech;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.vavl.features.onnxruntime.OnnxRuntime;

/**
 * Silero VAD 6.2.3 (Silero Team 2024, MIT), a recurrent network that tells for each 32 ms of sound how probable speech is. It comes with
 * Vavl and runs on ONNX Runtime, on one thread.
 */
public final class SileroDetector implements SpeechDetector {
    static final String NAME = "silero-6.2.3";

    private static final String RESOURCE = "silero_vad_16k_op15.onnx";
    private static final int CONTEXT = 64;
    private static final int STATE = 2 * 128;
    private static final long[] INPUT_SHAPE = {1, CONTEXT + SpeechTrack.CHUNK};
    private static final long[] STATE_SHAPE = {2, 1, 128};

    private final SpeechSettings settings;
    private final OrtSession session;
    private final OnnxTensor sampleRate;

    /** Loads the network. */
    public SileroDetector(SpeechSettings settings) {
        this.settings = settings;
        OrtEnvironment environment = OnnxRuntime.environment();
        try (InputStream resource = SileroDetector.class.getResourceAsStream(RESOURCE);
                OrtSession.SessionOptions options = OnnxRuntime.options(1)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not among the classes");
            }
            options.setInterOpNumThreads(1);
            session = environment.createSession(resource.readAllBytes(), options);
            sampleRate = OnnxTensor.createTensor(environment, (long) SpeechTrack.SAMPLE_RATE);
        } catch (IOException | OrtException e) {
            throw new IllegalStateException(RESOURCE + " cannot be loaded", e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SpeechSettings settings() {
        return settings;
    }

    @Override
    public SpeechTrack open(int sampleRate) {
        return new SpeechTrack(this, new Scores(), sampleRate);
    }

    /** The network's state after what it has heard of one sound. */
    private final class Scores implements SpeechScores {
        private final FloatBuffer input = buffer(CONTEXT + SpeechTrack.CHUNK);
        private final FloatBuffer state = buffer(STATE);
        private final float[] context = new float[CONTEXT];

        private static FloatBuffer buffer(int floats) {
            return ByteBuffer.allocateDirect(floats * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        @Override
        public float next(float[] chunk) {
            input.clear().put(context).put(chunk).flip();
            System.arraycopy(chunk, SpeechTrack.CHUNK - CONTEXT, context, 0, CONTEXT);
            state.clear();
            OrtEnvironment environment = OnnxRuntime.environment();
            try (OnnxTensor heard = OnnxTensor.createTensor(environment, input, INPUT_SHAPE);
                    OnnxTensor before = OnnxTensor.createTensor(environment, state, STATE_SHAPE);
                    OrtSession.Result result = session.run(Map.of("input", heard, "state", before, "sr", sampleRate))) {
                FloatBuffer after = ((OnnxTensor) result.get(1)).getFloatBuffer();
                state.clear().put(after);
                return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
            } catch (OrtException e) {
                throw new IllegalStateException(NAME + " cannot be run", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            sampleRate.close();
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("closing " + NAME, e);
        }
    }
}
