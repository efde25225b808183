package org.vavl.features.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.slf4j.LoggerFactory;

/** Where ONNX Runtime's libraries are loaded from. */
public final class OnnxLibraries {
    /** By which ONNX Runtime is told. */
    private static final String PROPERTY = "onnxruntime.native.path";

    private OnnxLibraries() {}

    /**
     * Has ONNX Runtime load its libraries from JavaCPP's cache, where FFmpeg's are, too, and not from a new copy in the temporary folder, which a process that
     * is killed leaves there. To be called before ONNX Runtime is used; where the cache cannot be used, or somebody has set the place, all stays as it is.
     */
    public static void loadFromCache() {
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
            LoggerFactory.getLogger(OnnxLibraries.class).debug("ONNX Runtime's libraries cannot be cached", e);
        }
    }

    /** The folder of a cached library; empty if there is none for this machine. */
    private static Optional<Path> cached(String library) throws IOException {
        URL resource = OrtEnvironment.class.getResource(
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
