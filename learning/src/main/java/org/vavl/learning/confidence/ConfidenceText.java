package org.vavl.learning.confidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vavl.learning.evaluation.TextTable;
import org.vavl.recognition.inference.Abstention;
import org.vavl.recognition.inference.Confidence;
import org.vavl.recognition.inference.StateTemperature;

/** When a model is not sure, as text for people. */
public final class ConfidenceText {
    private ConfidenceText() {}

    /** What temperatures by what clips have do: a line for each; nothing if there are none. */
    public static String effects(List<StateEffect> effects) {
        TextTable table = new TextTable();
        table.add(List.of("head", "with", "temperature", "ECE before", "after", "ECE, frames hidden, before", "after"));
        for (StateEffect effect : effects) {
            table.add(List.of(
                    effect.state().head(),
                    effect.state().modalities().stream().sorted().collect(Collectors.joining("+")),
                    temperature(effect.state()),
                    number(effect.wholeBefore()),
                    number(effect.wholeAfter()),
                    number(effect.hiddenBefore()),
                    number(effect.hiddenAfter())));
        }
        return effects.isEmpty() ? "" : table.toString();
    }

    /** {@code 1.520 · acoustic^-0.40}. */
    public static String temperature(StateTemperature state) {
        return number(state.temperature())
                + state.exponents().entrySet().stream()
                        .map(power -> String.format(Locale.ROOT, " · %s^%.2f", power.getKey(), 0 - power.getValue()))
                        .collect(Collectors.joining());
    }

    /** A line for each way in which a model may be not sure; none of a model that never is. */
    public static List<String> rules(Confidence confidence) {
        List<String> lines = new ArrayList<>();
        confidence
                .densities()
                .forEach((head, density) -> lines.add(String.format(
                        Locale.ROOT,
                        "where the %s head's embedding is farther than %.2f from the training data (%s %% of the development clips are not)",
                        head,
                        density.threshold(),
                        percent(density.quantile()))));
        confidence.abstention().ifPresent(rule -> rule.thresholds().forEach(one -> lines.add(line(rule, one))));
        return lines;
    }

    private static String line(Abstention rule, Abstention.StateThreshold one) {
        String with = one.modalities().stream().sorted().collect(Collectors.joining(" and "));
        if (one.threshold() > 1) {
            return String.format(
                    Locale.ROOT,
                    "always with %s: no threshold has a risk of at most %s %%",
                    with,
                    percent(rule.risk()));
        }
        return String.format(
                Locale.ROOT,
                "with %s below %.3f, for a risk of at most %s %%: of the development clips %s%s",
                with,
                one.threshold(),
                percent(rule.risk()),
                measured(one.whole()),
                one.hidden().clips() == 0 ? "" : "; with frames hidden " + measured(one.hidden()));
    }

    private static String measured(Abstention.SelectiveRisk risk) {
        return String.format(
                Locale.ROOT, "%.1f %% are answered, %.1f %% of them wrongly", 100 * risk.coverage(), 100 * risk.risk());
    }

    /** With as many of two digits after the point as it takes. */
    private static String percent(double share) {
        return BigDecimal.valueOf(100 * share)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
