package org.vavl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.vavl.cli.output.Verbosity;
import org.vavl.nn.LibTorch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vavl}: names the subcommands. */
@Command(
        name = "vavl",
        description = "Recognises emotion from speech and face: Versatile Audio-Visual Learning.",
        mixinStandardHelpOptions = true,
        versionProvider = VavlCommand.Version.class,
        scope = CommandLine.ScopeType.LOCAL,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it could not be done, or not for all files; standard error says why",
            "2:wrong use of the command"
        })
final class VavlCommand implements Callable<Integer>, Verbosity {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show the stack trace of an error.")
    private boolean verbose;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    VavlCommand() {}

    @Override
    public boolean verbose() {
        return verbose;
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "vavl " + ofVavl(), "libtorch " + LibTorch.version(), "Java " + System.getProperty("java.version")
            };
        }

        /** The version of this build. */
        static String ofVavl() {
            try (InputStream in = VavlCommand.class.getResourceAsStream("version.properties")) {
                Properties properties = new Properties();
                properties.load(in);
                return properties.getProperty("version", "unknown");
            } catch (IOException e) {
                throw new UncheckedIOException("the version cannot be read", e);
            }
        }
    }
}
