package org.vavl.core.configuration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /**
     * The same problems, each line beginning with the file or, where it is of a value that was laid over the file, with that assignment.
     *
     * @param assignments {@code path.to.key=value}
     * @return an {@link AssignmentException} if a problem is of an assignment
     */
    public VavlException in(String source, List<String> assignments) {
        List<Optional<String>> origins = problems.stream()
                .map(problem -> assignments.stream().filter(problem::isOf).reduce((earlier, later) -> later))
                .toList();
        if (origins.stream().allMatch(Optional::isEmpty)) {
            return in(source);
        }
        return new AssignmentException(
                IntStream.range(0, problems.size())
                        .mapToObj(i -> origins.get(i)
                                        .map(assignment -> "setting '" + assignment + "'")
                                        .orElse(source)
                                + ": " + problems.get(i))
                        .collect(Collectors.joining("\n")),
                this);
    }

    /** The problems, at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
