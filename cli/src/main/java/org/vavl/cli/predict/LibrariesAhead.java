package org.vavl.cli.predict;

import org.vavl.features.media.FFmpeg;
import org.vavl.features.onnxruntime.OnnxRuntime;

/** Loads the native libraries that recognition needs while the command line and the model file are still being read. */
public final class LibrariesAhead implements Runnable {
    private LibrariesAhead() {}

    /** Begins it, beside this thread. What goes wrong is said where a library is used. */
    public static void begin() {
        Thread thread = new Thread(new LibrariesAhead(), "libraries");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, e) -> {});
        thread.start();
    }

    @Override
    public void run() {
        OnnxRuntime.environment();
        FFmpeg.load();
    }
}
