package org.vavl.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.vavl.recognition.Recognizer;
import org.vavl.serve.model.ServedModel;
import org.vavl.serve.model.ServedModels;

/** A server in a process of its own, which can be killed. */
final class ServedProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private ServedProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program of the process: serves in a folder, and says at which port. */
    public static void main(String[] arguments) throws InterruptedException {
        ServedModels models = new ServedModels(List.of(new ServedModel("emotion", Recognizer.builtIn())));
        try (Server server =
                Server.start(models, ServeSettings.defaults().at("127.0.0.1", 0).withFolder(Path.of(arguments[0])))) {
            System.out.println(server.address().getPort());
            server.awaitEnd();
        }
    }

    /**
     * Starts one, which answers once this returns.
     *
     * @param uploads the folder of uploads
     * @param temporary where all else that is temporary is
     */
    static ServedProcess start(Path uploads, Path temporary) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServedProcess.class.getName(),
                        uploads.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        return new ServedProcess(process, Integer.parseInt(line));
    }

    int port() {
        return port;
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
