package org.vavl.learning.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vavl.core.VavlException;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.StateTemperature;
import org.vavl.recognition.inference.TemperatureScaling;

/**
 * A model calibrated anew. A head, or a selection of heads that answers, whose expected calibration error the new temperature makes larger, on the
 * very clips that it was found on, keeps what it had.
 *
 * @param calibration of all heads; those with a new temperature have none of their own for what clips have
 * @param effects what it does to each of the heads that were to be calibrated
 * @param changed the heads that have a new temperature
 * @param remarks what a person should know of it, each one line
 */
public record Recalibration(
        Calibration calibration, List<CalibrationEffect> effects, List<String> changed, List<String> remarks) {
    /** Below it, how many answers of a level are right is mostly chance: the error of a share of ten clips is 0.16. */
    private static final int FEW_CLIPS = 100;

    /** What summing in another order may change. */
    private static final double ROUNDING = 1e-6;

    /** Copies the lists. */
    public Recalibration {
        effects = List.copyOf(effects);
        changed = List.copyOf(changed);
        remarks = List.copyOf(remarks);
    }

    /**
     * Calibrates.
     *
     * @param former what the model has
     * @param predictions of the model without calibration, on clips that it was not trained on
     * @param heads those that are calibrated, and selections of several ({@link Calibration#selection}); the others keep what they have
     * @param selections all selections of several heads by which the model may answer; one that has no temperature gets 1, so that its answers are
     *     the means of what its heads say and no class of them changes
     * @throws VavlException if there are no classes, and so no probabilities
     */
    public static Recalibration of(
            Calibration former, Predictions predictions, Collection<String> heads, Collection<String> selections) {
        Calibration fitted = CalibrationEffect.fit(predictions, heads);
        Map<String, CalibrationEffect> before = effects(former, predictions, heads);
        Map<String, CalibrationEffect> after = effects(fitted, predictions, heads);
        Map<String, TemperatureScaling> temperatures = new TreeMap<>(former.temperatures());
        selections.forEach(selection -> temperatures.putIfAbsent(selection, TemperatureScaling.none()));
        List<CalibrationEffect> effects = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        after.forEach((head, effect) -> {
            CalibrationEffect was = before.getOrDefault(head, effect);
            boolean isWorse = effect.after() > was.after() + ROUNDING;
            effects.add(isWorse ? was : effect);
            if (isWorse) {
                remarks.add(worse(was, effect));
            } else {
                temperatures.put(head, fitted.of(head));
                changed.add(head);
            }
            remark(effect, isWorse, remarks);
        });
        heads.stream()
                .filter(head -> !after.containsKey(head))
                .forEach(head -> remarks.add(String.format(
                        Locale.ROOT,
                        "%s keeps temperature %.3f: none of these clips has what it needs",
                        the(head),
                        former.of(head).temperature())));
        List<StateTemperature> states = former.states().stream()
                .filter(state -> !changed.contains(state.head()))
                .toList();
        return new Recalibration(new Calibration(temperatures, states), effects, changed, remarks);
    }

    /** What a calibration does to each of the heads; one that it has no temperature for stays as it is. */
    private static Map<String, CalibrationEffect> effects(
            Calibration calibration, Predictions predictions, Collection<String> heads) {
        Map<String, TemperatureScaling> temperatures = new TreeMap<>();
        heads.forEach(head -> temperatures.put(head, calibration.of(head)));
        Calibration ofAll = new Calibration(temperatures);
        return CalibrationEffect.of(ofAll, predictions).stream()
                .collect(Collectors.toMap(CalibrationEffect::head, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    private static String the(String head) {
        List<String> heads = Calibration.heads(head);
        return heads.size() == 1
                ? "the " + head + " head"
                : "the answer of the " + String.join(" and ", heads) + " heads together";
    }

    private static String worse(CalibrationEffect was, CalibrationEffect found) {
        return String.format(
                Locale.ROOT,
                "%s keeps temperature %.3f: temperature %.3f, found on these %d clips, would take its expected calibration error from %.3f to %.3f",
                the(was.head()),
                was.temperature(),
                found.temperature(),
                found.clips(),
                was.after(),
                found.after());
    }

    private static void remark(CalibrationEffect effect, boolean isWorse, List<String> remarks) {
        if (effect.clips() < FEW_CLIPS) {
            remarks.add(effect.clips() + " clips are too few to calibrate " + the(effect.head())
                    + " by: what they say is mostly chance; take " + FEW_CLIPS + " or more");
        }
        boolean isAtBound =
                effect.temperature() <= TemperatureScaling.LOWEST || effect.temperature() >= TemperatureScaling.HIGHEST;
        if (isAtBound && !isWorse) {
            remarks.add("the temperature of " + the(effect.head()) + ", " + effect.temperature()
                    + ", is the bound of what is looked for: these clips are answered all rightly, or by chance");
        }
    }
}
