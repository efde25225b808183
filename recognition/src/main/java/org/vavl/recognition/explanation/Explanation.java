package org.vavl.recognition.explanation;

import java.util.List;
import java.util.Optional;

/**
 * What made a recording's answer: how much of each output is owed to each modality and to each span of time, as far as hiding it tells. Effects of several
 * do not add up where the network weighs them together.
 *
 * @param modalities the effect of each that was there, as a whole
 * @param spans the effects of stretches of the same length, by modality and in their order; none of a modality that was not there then
 */
public record Explanation(List<Effect> modalities, List<Effect> spans) {
    /** Copies the lists. */
    public Explanation {
        modalities = List.copyOf(modalities);
        spans = List.copyOf(spans);
    }

    /**
     * What one modality adds in a stretch of time.
     *
     * @param modality its name
     * @param begin in seconds from the recording's begin
     * @param end in seconds, behind {@code begin}
     * @param outputs the answer's outputs less those that it would have without: differences of probabilities, or in the attributes' units; empty if there
     *     would be no answer
     */
    public record Effect(String modality, double begin, double end, Optional<List<Double>> outputs) {
        /** Copies the outputs. */
        public Effect {
            outputs = outputs.map(List::copyOf);
        }
    }
}
