package org.vavl.cli.option;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Options that have nothing to act on are wrong use, not ignored. */
public final class UnusedOptions {
    private UnusedOptions() {}

    /**
     * Refuses options.
     *
     * @param command that was given them, or not
     * @param why they have nothing to act on
     * @throws ParameterException if one is there
     */
    public static void refuse(CommandLine command, List<String> names, String why) {
        names.stream()
                .filter(command.getParseResult()::hasMatchedOption)
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(command, name + " " + why);
                });
    }
}
