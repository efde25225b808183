package org.vavl.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.vavl.cli.output.PlainOutput;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script that lets a shell complete commands and options: source <(vavl completion bash)")
final class CompletionCommand implements Callable<Integer> {
    /** The shells that there is a script for. */
    enum Shell {
        BASH,
        /** By way of its bashcompinit, which the script turns on. */
        ZSH
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CompletionCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = PlainOutput.whole(spec.commandLine().getOut());
        CommandSpec vavl = spec.root();
        out.print(
                switch (shell) {
                    case BASH, ZSH -> AutoComplete.bash(vavl.name(), vavl.commandLine());
                });
        out.flush();
        return ExitCode.OK;
    }
}
