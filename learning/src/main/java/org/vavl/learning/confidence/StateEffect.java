package org.vavl.learning.confidence;

import org.vavl.recognition.inference.StateTemperature;

/**
 * What temperatures by what clips have make of one head's probabilities for clips with certain modalities.
 *
 * @param state what was found
 * @param wholeBefore the expected calibration error, 0 to 1, on clips of which nothing is hidden, with the head's one temperature
 * @param wholeAfter the same with the state's
 * @param hiddenBefore on clips with frames hidden, with the head's one temperature
 * @param hiddenAfter the same with the state's
 */
public record StateEffect(
        StateTemperature state, double wholeBefore, double wholeAfter, double hiddenBefore, double hiddenAfter) {}
