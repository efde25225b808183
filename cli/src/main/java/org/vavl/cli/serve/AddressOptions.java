package org.vavl.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.WrongUse;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;
import org.vavl.serve.ServeSettings;
import org.vavl.serve.http.Tokens;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a server listens, and for whom. */
final class AddressOptions {
    private static final long MOST_BYTES = 1 << 20;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Where to listen; default: ${DEFAULT-VALUE}, this machine alone. Another one needs a token.")
    private String host = ServeSettings.LOOPBACK;

    @Option(names = "--port", paramLabel = "PORT", description = "The port; 0 for any; default: ${DEFAULT-VALUE}.")
    private int port = ServeSettings.PORT;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "What each request must bear; may be repeated. Others on this machine can see it in the list of processes: --token-file hides it.")
    private List<String> tokens = new ArrayList<>();

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file of tokens, one a line.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--key-store",
            paramLabel = "FILE",
            description = "The certificate for TLS: a PKCS 12 or JKS file; needs --key-store-password-file.")
    private @Nullable Path keyStore;

    @Option(
            names = "--key-store-password-file",
            paramLabel = "FILE",
            description = "A file with the key store's password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "Pages of this origin may ask, too, such as https://example.org; may be repeated.")
    private Set<String> origins = new LinkedHashSet<>();

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    AddressOptions() {}

    /**
     * Puts them into settings.
     *
     * @throws ParameterException if they cannot be
     * @throws org.vavl.core.VavlException if a file cannot be read
     */
    ServeSettings in(ServeSettings defaults) {
        if ((keyStore == null) != (passwordFile == null)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--key-store and --key-store-password-file are given together or not at all");
        }
        List<String> all = Stream.concat(
                        tokens.stream(), tokenFile == null ? Stream.empty() : lines(tokenFile).stream())
                .toList();
        Path store = keyStore;
        Path password = passwordFile;
        return WrongUse.unless(command.commandLine(), () -> {
            ServeSettings at = defaults.with(Tokens.of(all)).at(host, port).withOrigins(origins);
            return store == null || password == null
                    ? at
                    : at.with(new ServeSettings.KeyStoreFile(
                            store,
                            String.join("", lines(password).stream().limit(1).toList())));
        });
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(InputFile.require(file)) > MOST_BYTES) {
                throw new VavlException(file + ": has more than " + MOST_BYTES + " bytes");
            }
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        }
    }
}
