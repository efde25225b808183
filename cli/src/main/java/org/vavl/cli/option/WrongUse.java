package org.vavl.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.vavl.core.VavlException;
import org.vavl.core.configuration.AssignmentException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What is wrong with an option's value is wrong use: the command ends with the exit code for that, before it does anything. */
public final class WrongUse {
    private WrongUse() {}

    /**
     * What an option's value means.
     *
     * @param command that was given the option
     * @param value reads it
     * @throws ParameterException in place of a {@link VavlException}
     */
    public static <T> T unless(CommandLine command, Supplier<T> value) {
        try {
            return value.get();
        } catch (VavlException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    /** The same of a check that gives nothing. */
    public static void check(CommandLine command, Runnable check) {
        unless(command, () -> {
            check.run();
            return command;
        });
    }

    /**
     * Makes sure that a folder can be where an option wants one.
     *
     * @throws ParameterException if a file is there, or where a folder above it should be, or nothing may be written there
     */
    public static void unlessFolder(CommandLine command, String option, Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        while (Files.notExists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new ParameterException(command, option + " is " + folder + ", and " + there + " is no folder");
        }
        if (!Files.isWritable(there)) {
            throw new ParameterException(
                    command, option + " is " + folder + ", and nothing may be written in " + there);
        }
    }

    /**
     * What a configuration says that options are laid over.
     *
     * @throws ParameterException in place of an {@link AssignmentException}, with its lines
     */
    public static <T> T unlessAssigned(CommandLine command, Supplier<T> value) {
        try {
            return value.get();
        } catch (AssignmentException e) {
            throw new ParameterException(
                    command, String.valueOf(e.getMessage()).replaceAll("(?m)^setting '", "--set '"), e);
        }
    }

    /**
     * Makes sure that settings are written as settings.
     *
     * @throws ParameterException if one is not {@code key=value}
     */
    public static void unlessSettings(CommandLine command, List<String> assignments) {
        for (String assignment : assignments) {
            if (assignment.indexOf('=') < 1) {
                throw new ParameterException(
                        command, "--set is '" + assignment + "', and must be KEY=VALUE, such as training.epochs=5");
            }
        }
    }
}
