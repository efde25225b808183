package org.vavl.features.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.vavl.core.VavlException;
import org.vavl.core.compute.NativeThreads;

/** Opens networks on ONNX Runtime. A session may be run by several threads at once. */
public final class OnnxSessions {
    private static final int LONGEST_REASON = 300;

    private OnnxSessions() {}

    /** What a session's threads do while they wait for their part of an inference. */
    public enum Waiting {
        /** They sleep, and leave processors to other sessions, decoders and detectors: for the extractors of a recording. */
        ASLEEP("0"),
        /** They look for work until the inference ends, which makes one inference quicker by a tenth: for the network at the end, which works alone. */
        AWAKE("1");

        private final String spinning;

        Waiting(String spinning) {
            this.spinning = spinning;
        }
    }

    /**
     * Opens a network, whose threads sleep while they wait.
     *
     * @param path where it comes from, for the message
     * @param model the file's bytes, in a direct buffer, such as a file that is mapped into memory
     * @throws VavlException if it is none that can be run
     */
    public static OrtSession open(Path path, ByteBuffer model) {
        return open(path, model, Waiting.ASLEEP);
    }

    /** {@link #open(Path, ByteBuffer)} with threads that wait in another way. */
    public static OrtSession open(Path path, ByteBuffer model, Waiting waiting) {
        return open(path, waiting, options -> OnnxRuntime.environment().createSession(model, options));
    }

    /** {@link #open(Path, ByteBuffer)} of bytes in Java's heap. */
    public static OrtSession open(Path path, byte[] model) {
        return open(path, Waiting.ASLEEP, options -> OnnxRuntime.environment().createSession(model, options));
    }

    /** Makes a session with options. */
    @FunctionalInterface
    private interface Opening {
        OrtSession with(OrtSession.SessionOptions options) throws OrtException;
    }

    private static OrtSession open(Path path, Waiting waiting, Opening opening) {
        try (OrtSession.SessionOptions options = OnnxRuntime.options(NativeThreads.count())) {
            options.addConfigEntry("session.intra_op.allow_spinning", waiting.spinning);
            options.addConfigEntry("session.force_spinning_stop", "1"); // between inferences they sleep in any case
            return opening.with(options);
        } catch (OrtException e) {
            throw failed(path, "is no ONNX network that can be run", e);
        }
    }

    /**
     * What to throw where ONNX Runtime fails.
     *
     * @param what did not work, to follow the file's name
     */
    public static VavlException failed(Path path, String what, OrtException e) {
        String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return new VavlException(
                path + ": " + what + ": " + reason.substring(0, Math.min(LONGEST_REASON, reason.length())), e);
    }

    /** Closes a network, which no thread runs any more. */
    public static void close(Path path, OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("closing " + path, e);
        }
    }
}
