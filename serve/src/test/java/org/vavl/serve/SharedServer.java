package org.vavl.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a {@link TestServer} with the default settings, the same one to all of a run, since a model takes its time to load. */
public final class SharedServer implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedServer.class);

    /** Closed with the run. */
    private static final class Running implements AutoCloseable {
        private final Path folder;
        private final TestServer server;

        Running() {
            try {
                folder = Files.createTempDirectory("vavl-shared-server");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server = TestServer.in(folder);
        }

        @Override
        public void close() throws IOException {
            server.close();
            Files.delete(folder); // nothing is left in it
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServer.class;
    }

    @Override
    public TestServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, key -> new Running(), Running.class)
                .server;
    }
}
