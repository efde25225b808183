package org.vavl.recognition.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How probabilities are made to be well calibrated: one temperature for each head, and one for each selection of several heads whose mean is the
 * answer, found on clips that the model was not trained on. Such an answer is the mean of the heads' probabilities without their temperatures, scaled
 * by the selection's. So what is calibrated is what answers, and no calibration changes the class that is answered for a clip. A recording of several
 * windows is answered by the mean of their answers, in which sure windows count more: there another class may become the largest.
 *
 * <p>Models that were calibrated before selections had temperatures have none for them: there the answer is the mean of the scaled heads, as it was
 * then, and the class may be another than without calibration.
 *
 * <p>A head, or a selection, may have a temperature of its own for each set of modalities that are there, which may follow how much there is of
 * them ({@link StateTemperature}).
 *
 * @param temperatures by the head's name, or by the names of a selection's heads as {@link #selection} has them; what is not there is left as it is
 * @param states the temperatures that hold in place of these for clips with certain modalities, each state of a head at most once
 */
public record Calibration(Map<String, TemperatureScaling> temperatures, List<StateTemperature> states) {
    private static final Calibration NONE = new Calibration(Map.of());
    private static final String JOINT = "+";

    /** Copies the collections, sorted by head, and checks that no state is there twice. */
    public Calibration {
        temperatures = Collections.unmodifiableMap(new TreeMap<>(temperatures));
        states = states.stream()
                .sorted(Comparator.comparing(StateTemperature::head)
                        .thenComparing(state -> selection(state.modalities())))
                .toList();
        long different = states.stream()
                .map(state -> List.of(state.head(), state.modalities()))
                .distinct()
                .count();
        if (different < states.size()) {
            throw new IllegalArgumentException(
                    "temperatures of states " + states + ": each state of a head must be there once");
        }
    }

    /** Temperatures that do not depend on what a clip has. */
    public Calibration(Map<String, TemperatureScaling> temperatures) {
        this(temperatures, List.of());
    }

    /** Leaves every head as it is. */
    public static Calibration none() {
        return NONE;
    }

    /** The name of a selection of heads: theirs, sorted and joined with {@code +}; of a single head just that. */
    public static String selection(Collection<String> heads) {
        return heads.stream().sorted().collect(Collectors.joining(JOINT));
    }

    /** The heads of a selection. */
    public static List<String> heads(String selection) {
        return List.of(selection.split(Pattern.quote(JOINT), -1));
    }

    /** A head's, or a selection's, whatever a clip has. */
    public TemperatureScaling of(String head) {
        return temperatures.getOrDefault(head, TemperatureScaling.none());
    }

    /** A head's, or a selection's, for a clip that has so much of each modality. */
    public TemperatureScaling of(String head, Evidence evidence) {
        return states.stream()
                .filter(state -> state.isOf(head, evidence))
                .findFirst()
                .map(state -> state.at(evidence))
                .orElseGet(() -> of(head));
    }

    /**
     * The temperature of the answer that several heads give together.
     *
     * @return empty if the answer is the mean of the scaled heads
     */
    public Optional<TemperatureScaling> ofSelection(Collection<String> heads, Evidence evidence) {
        String selection = selection(heads);
        return names().contains(selection) ? Optional.of(of(selection, evidence)) : Optional.empty();
    }

    /** The heads and selections that have a temperature, sorted. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(temperatures.keySet());
        states.forEach(state -> names.add(state.head()));
        return names;
    }

    /**
     * The answer of several heads.
     *
     * @param logits of each head C, by its name; logarithms of probabilities serve as well
     * @param evidence how much of each modality the clip has
     * @return C probabilities
     */
    public List<Double> answer(Map<String, float[]> logits, Evidence evidence) {
        Optional<TemperatureScaling> own = ofSelection(logits.keySet(), evidence);
        List<double[]> said = new ArrayList<>();
        logits.forEach((head, ofHead) ->
                said.add((own.isPresent() ? TemperatureScaling.none() : of(head, evidence)).precise(ofHead)));
        double[] mean = IntStream.range(0, said.get(0).length)
                .mapToDouble(
                        c -> said.stream().mapToDouble(one -> one[c]).average().orElseThrow())
                .toArray();
        return Arrays.stream(own.map(scaling -> scaling.ofProbabilities(mean)).orElse(mean))
                .boxed()
                .toList();
    }

    /** The same with some heads' or selections' temperatures from another one, for all that clips may have. */
    public Calibration with(Calibration other, Collection<String> heads) {
        Map<String, TemperatureScaling> changed = new TreeMap<>(temperatures);
        heads.forEach(head -> changed.put(head, other.of(head)));
        List<StateTemperature> changedStates = new ArrayList<>(states);
        changedStates.removeIf(state -> heads.contains(state.head()));
        other.states().stream().filter(state -> heads.contains(state.head())).forEach(changedStates::add);
        return new Calibration(changed, changedStates);
    }

    /** What undoes this one. */
    public Calibration inverse() {
        return new Calibration(
                temperatures.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, head -> head.getValue()
                        .inverse())),
                states.stream().map(StateTemperature::inverse).toList());
    }

    /** Whether all temperatures are of some heads and of selections of them. */
    public boolean isOf(Collection<String> heads) {
        return names().stream().allMatch(name -> heads.containsAll(heads(name)));
    }
}
