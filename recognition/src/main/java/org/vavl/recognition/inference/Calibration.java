package org.vavl.recognition.inference;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How each head's probabilities are made to be well calibrated: one temperature a head, found on clips that the model was not trained on.
 *
 * @param temperatures by the head's name; a head that is not there is left as it is
 */
public record Calibration(Map<String, TemperatureScaling> temperatures) {
    private static final Calibration NONE = new Calibration(Map.of());

    /** Copies the temperatures, sorted by head. */
    public Calibration {
        temperatures = Collections.unmodifiableMap(new TreeMap<>(temperatures));
    }

    /** Leaves every head as it is. */
    public static Calibration none() {
        return NONE;
    }

    /** A head's. */
    public TemperatureScaling of(String head) {
        return temperatures.getOrDefault(head, TemperatureScaling.none());
    }

    /** The same with some heads' temperatures from another one. */
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
}
