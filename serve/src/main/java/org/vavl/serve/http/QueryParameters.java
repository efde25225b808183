package org.vavl.serve.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vavl.core.PlainText;

/** What stands behind the question mark. Each name is known and given once, unless it may be repeated. */
public final class QueryParameters {
    private static final int LONGEST = 1000;

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * The parameters of a request.
     *
     * @param known the names that there are
     * @throws ProblemException if one is not known, or too long
     */
    public static QueryParameters of(Context ctx, Set<String> known) {
        Map<String, List<String>> values = ctx.queryParamMap();
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw ProblemException.of(
                        400,
                        "the parameter '" + PlainText.line(name) + "' is not known, but "
                                + known.stream().sorted().collect(Collectors.joining(", ")));
            }
            if (given.stream().anyMatch(value -> value.length() > LONGEST)) {
                throw ProblemException.of(400, "the parameter " + name + " has more than " + LONGEST + " characters");
            }
        });
        return new QueryParameters(values);
    }

    /** All values of a parameter. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * The value of a parameter.
     *
     * @throws ProblemException if it is given twice
     */
    public Optional<String> text(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw ProblemException.of(400, "the parameter " + name + " is given " + all.size() + " times");
        }
        return all.stream().findFirst();
    }

    /**
     * A number.
     *
     * @throws ProblemException if it is none
     */
    public OptionalDouble number(String name) {
        Optional<String> text = text(name);
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(name, text.get()));
    }

    /**
     * A text as a number.
     *
     * @throws ProblemException if it is none that is finite
     */
    public static double number(String name, String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ProblemException.of(400, name + " is '" + PlainText.line(text) + "', and must be a number");
    }

    /**
     * Whether something is asked for.
     *
     * @throws ProblemException if the value is neither {@code true} nor {@code false}
     */
    public boolean flag(String name) {
        return switch (text(name).orElse("false")) {
            case "true", "" -> true;
            case "false" -> false;
            default -> throw ProblemException.of(400, name + " must be true or false");
        };
    }

    /**
     * One of a choice, by its name in small letters.
     *
     * @throws ProblemException if it is another
     */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        Optional<String> text = text(name);
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        return text.isEmpty()
                ? otherwise
                : Stream.of(all)
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text.get()))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.of(
                                400,
                                name + " is '" + PlainText.line(text.get()) + "', and must be one of "
                                        + Stream.of(all)
                                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                                .collect(Collectors.joining(", "))));
    }
}
