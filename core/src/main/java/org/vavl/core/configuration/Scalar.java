package org.vavl.core.configuration;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A type of single values: how to read one, and what one must be.
 *
 * @param mustBe completes "must be …"
 * @param read makes a value of the text; empty if the text is none
 */
record Scalar(String mustBe, Function<String, Optional<Object>> read) {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,19}");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?([0-9]{1,40}\\.?[0-9]{0,40}|\\.[0-9]{1,40})([eE][-+]?[0-9]{1,3})?");
    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            double.class,
            Double.class,
            float.class,
            Float.class,
            boolean.class,
            Boolean.class);
    private static final Map<Class<?>, Scalar> TYPES = Map.of(
            Integer.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE, BigInteger::intValueExact),
            Long.class, whole(Long.MIN_VALUE, Long.MAX_VALUE, BigInteger::longValueExact),
            Double.class, number(Double.MAX_VALUE, value -> value.doubleValue() + 0.0),
            Float.class, number(Float.MAX_VALUE, value -> value.floatValue() + 0.0f),
            Boolean.class, oneOf(Map.of("true", true, "false", false), "true or false"),
            String.class, new Scalar("text", Optional::of),
            Path.class, new Scalar("a path", Scalar::path));

    /** The scalar that a type is; empty if it is none. */
    static Optional<Scalar> of(Class<?> type) {
        if (type.isEnum()) {
            Map<String, Object> constants = Names.constants(type);
            return Optional.of(oneOf(constants, choice(List.copyOf(constants.keySet()))));
        }
        return Optional.ofNullable(TYPES.get(BOXES.getOrDefault(type, type)));
    }

    private static String choice(List<String> names) {
        return names.size() == 1 ? names.get(0) : "one of " + String.join(", ", names);
    }

    private static Scalar oneOf(Map<String, ?> values, String mustBe) {
        return new Scalar(mustBe, text -> values.entrySet().stream()
                .filter(value -> NearestName.plain(value.getKey()).equals(NearestName.plain(text)))
                .findFirst()
                .map(Map.Entry::getValue));
    }

    private static Scalar whole(long smallest, long largest, Function<BigInteger, Object> convert) {
        return new Scalar("a whole number from " + smallest + " to " + largest, text -> Optional.of(text)
                .filter(WHOLE.asMatchPredicate())
                .map(BigInteger::new)
                .filter(value -> value.compareTo(BigInteger.valueOf(smallest)) >= 0
                        && value.compareTo(BigInteger.valueOf(largest)) <= 0)
                .map(convert));
    }

    /** What is nearer to zero than any number of its type is zero, never -0.0, which no file would give back. */
    private static Scalar number(double largest, Function<BigDecimal, Object> convert) {
        return new Scalar("a number", text -> Optional.of(text)
                .filter(NUMBER.asMatchPredicate())
                .map(BigDecimal::new)
                .filter(value -> value.abs().compareTo(BigDecimal.valueOf(largest)) <= 0)
                .map(convert));
    }

    private static Optional<Object> path(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
