package org.vavl.features.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime, whose libraries are loaded from JavaCPP's cache, where FFmpeg's are, too, and not from a new copy in the temporary folder: that takes time at each start, and a
 * process that is killed leaves it there. Where the cache cannot be used, or somebody has set the place, all is as ONNX Runtime has it.
 */
public final class OnnxRuntime {
    /** By which ONNX Runtime is told. */
    private static final String PROPERTY = "onnxruntime.native.path";

    private OnnxRuntime() {}

    /** Initialised by the class loader: once, whichever thread comes first. */
    private static final class Place {
        static {
            loadFromCache();
        }

        static OrtEnvironment environment() {
            return OrtEnvironment.getEnvironment();
        }
    }

    /** The environment of all sessions, with its libraries loaded. */
    public static OrtEnvironment environment() {
        return Place.environment();
    }

    /**
     * Options of a session, to be closed; of what goes wrong exceptions alone speak.
     *
     * @param threads that work on one inference
     */
    public static OrtSession.SessionOptions options(int threads) throws OrtException {
        environment(); // options load the libraries, too
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        options.setIntraOpNumThreads(threads);
        return options;
    }

    private static void loadFromCache() {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        try {
            Optional<Path> library = cached("onnxruntime");
            Optional<Path> bindings = cached("onnxruntime4j_jni");
            if (library.isPresent() && library.equals(bindings)) {
                System.setProperty(PROPERTY, library.orElseThrow().toString());
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(OnnxRuntime.class).debug("ONNX Runtime's libraries cannot be cached", e);
        }
    }

    /** The folder of a cached library; empty if there is none for this machine. */
    private static Optional<Path> cached(String library) throws IOException {
        URL resource = OnnxRuntime.class.getResource(
                "/ai/onnxruntime/native/" + platform() + "/" + System.mapLibraryName(library));
        return resource == null
                ? Optional.empty()
                : Optional.ofNullable(Loader.cacheResource(resource))
                        .map(File::toPath)
                        .map(Path::getParent);
    }

    /** As ONNX Runtime names it. */
    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return (system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux")
                + (processor.equals("aarch64") ? "-aarch64" : "-x64");
    }
}
