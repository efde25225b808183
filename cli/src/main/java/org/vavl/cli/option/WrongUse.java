package org.vavl.cli.option;

import java.util.function.Supplier;
import org.vavl.core.VavlException;
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
}
