package org.vavl.core.configuration;

import java.util.List;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;

/** A configuration with problems: all of them, each with a line of its own. */
public final class ConfigurationException extends VavlException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Joins the problems' lines into the message.
     *
     * @param problems at least one
     */
    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    private ConfigurationException(String source, ConfigurationException cause) {
        super(cause.problems.stream().map(problem -> source + ": " + problem).collect(Collectors.joining("\n")), cause);
        this.problems = cause.problems;
    }

    /** The same problems, each line beginning with the name of the file that has them. */
    public ConfigurationException in(String source) {
        return new ConfigurationException(source, this);
    }

    /** The problems, at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
