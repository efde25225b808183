package org.vavl.learning.experiment.tuning;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

/** What a setting is drawn from. Values are as a configuration has them: text that is typed by where it goes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SearchRange.Uniform.class, name = "uniform"),
    @JsonSubTypes.Type(value = SearchRange.LogUniform.class, name = "log-uniform"),
    @JsonSubTypes.Type(value = SearchRange.Whole.class, name = "integer"),
    @JsonSubTypes.Type(value = SearchRange.Choices.class, name = "choices")
})
public sealed interface SearchRange {
    /** Draws a value. */
    JsonNode draw(SplittableRandom random);

    /** Values that a network must take if it is to take all: both ends, or every choice. */
    List<JsonNode> extremes();

    /** Whether values have an order and distances: whether they are numbers by nature. */
    default boolean isNumeric() {
        return true;
    }

    /**
     * Every number between two is as likely, to four significant digits.
     *
     * @param from the least
     * @param to the greatest, above it
     */
    record Uniform(double from, double to) implements SearchRange {
        /** Checks the ends. */
        public Uniform {
            Ends.require(from, to);
        }

        @Override
        public JsonNode draw(SplittableRandom random) {
            return Ends.within(from, to, from + (to - from) * random.nextDouble());
        }

        @Override
        public List<JsonNode> extremes() {
            return List.of(Ends.exact(from), Ends.exact(to));
        }
    }

    /**
     * Every order of magnitude between two numbers is as likely: the logarithm is uniform. To four significant digits.
     *
     * @param from the least, above 0
     * @param to the greatest, above it
     */
    record LogUniform(double from, double to) implements SearchRange {
        /** Checks the ends. */
        public LogUniform {
            Ends.require(from, to);
            if (from <= 0) {
                throw new IllegalArgumentException(
                        "from is " + from + ", and must be above 0 where the range is log-uniform");
            }
        }

        @Override
        public JsonNode draw(SplittableRandom random) {
            double low = Math.log(from);
            return Ends.within(from, to, Math.exp(low + (Math.log(to) - low) * random.nextDouble()));
        }

        @Override
        public List<JsonNode> extremes() {
            return List.of(Ends.exact(from), Ends.exact(to));
        }
    }

    /**
     * Every whole number between two is as likely, both of them too.
     *
     * @param from the least
     * @param to the greatest, above it
     */
    record Whole(long from, long to) implements SearchRange {
        /** Checks the ends. */
        public Whole {
            if (from >= to || Math.max(Math.abs((double) from), Math.abs((double) to)) > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("from is " + from + " and to is " + to
                        + ", and to must be above from, both at most " + Integer.MAX_VALUE);
            }
        }

        @Override
        public JsonNode draw(SplittableRandom random) {
            return text(random.nextLong(from, to + 1));
        }

        @Override
        public List<JsonNode> extremes() {
            return List.of(text(from), text(to));
        }

        private static JsonNode text(long value) {
            return JsonNodeFactory.instance.textNode(Long.toString(value));
        }
    }

    /**
     * Every one of several values is as likely.
     *
     * @param values at least two, each another; any that the setting takes, lists and sections too
     */
    record Choices(List<JsonNode> values) implements SearchRange {
        private static final int MOST = 1000;

        /** Copies the values and checks them. */
        public Choices {
            values = List.copyOf(values);
            if (values.size() < 2 || values.size() > MOST || new HashSet<>(values).size() < values.size()) {
                throw new IllegalArgumentException(
                        "values is " + values + ", and must have from 2 to " + MOST + " values, each another");
            }
        }

        @Override
        public JsonNode draw(SplittableRandom random) {
            return values.get(random.nextInt(values.size())).deepCopy();
        }

        @Override
        public List<JsonNode> extremes() {
            return values;
        }

        @Override
        public boolean isNumeric() {
            return false;
        }
    }

    /** The ends of ranges of numbers. */
    final class Ends {
        private static final MathContext DIGITS = new MathContext(4);

        private Ends() {}

        private static void require(double from, double to) {
            if (!(from < to) || !Double.isFinite(from) || !Double.isFinite(to)) {
                throw new IllegalArgumentException(
                        "from is " + from + " and to is " + to + ", and to must be above from, both finite");
            }
        }

        /** A value as people write them; rounding leads out of no range. */
        private static JsonNode within(double from, double to, double value) {
            double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
            return exact(Math.min(to, Math.max(from, rounded)));
        }

        private static JsonNode exact(double value) {
            return JsonNodeFactory.instance.textNode(Double.toString(value));
        }
    }
}
