package org.vavl.recognition.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * @param temperatures by the head's name, or by the names of a selection's heads as {@link #selection} has them; what is not there is left as it is
 */
public record Calibration(Map<String, TemperatureScaling> temperatures) {
    private static final Calibration NONE = new Calibration(Map.of());
    private static final String JOINT = "+";

    /** Copies the temperatures, sorted by head. */
    public Calibration {
        temperatures = Collections.unmodifiableMap(new TreeMap<>(temperatures));
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

    /** A head's, or a selection's. */
    public TemperatureScaling of(String head) {
        return temperatures.getOrDefault(head, TemperatureScaling.none());
    }

    /**
     * The temperature of the answer that several heads give together.
     *
     * @return empty if the answer is the mean of the scaled heads
     */
    public Optional<TemperatureScaling> ofSelection(Collection<String> heads) {
        return Optional.ofNullable(temperatures.get(selection(heads)));
    }

    /**
     * The answer of several heads.
     *
     * @param logits of each head C, by its name; logarithms of probabilities serve as well
     * @return C probabilities
     */
    public List<Double> answer(Map<String, float[]> logits) {
        Optional<TemperatureScaling> own = ofSelection(logits.keySet());
        List<double[]> said = new ArrayList<>();
        logits.forEach(
                (head, ofHead) -> said.add((own.isPresent() ? TemperatureScaling.none() : of(head)).precise(ofHead)));
        double[] mean = IntStream.range(0, said.get(0).length)
                .mapToDouble(
                        c -> said.stream().mapToDouble(one -> one[c]).average().orElseThrow())
                .toArray();
        return Arrays.stream(own.map(scaling -> scaling.ofProbabilities(mean)).orElse(mean))
                .boxed()
                .toList();
    }

    /** The same with some heads' or selections' temperatures from another one. */
    public Calibration with(Calibration other, Collection<String> heads) {
        Map<String, TemperatureScaling> changed = new TreeMap<>(temperatures);
        heads.forEach(head -> changed.put(head, other.of(head)));
        return new Calibration(changed);
    }

    /** What undoes this one. */
    public Calibration inverse() {
        return new Calibration(
                temperatures.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, head -> head.getValue()
                        .inverse())));
    }

    /** Whether all temperatures are of some heads and of selections of them. */
    public boolean isOf(Collection<String> heads) {
        return temperatures.keySet().stream().allMatch(name -> heads.containsAll(heads(name)));
    }
}
