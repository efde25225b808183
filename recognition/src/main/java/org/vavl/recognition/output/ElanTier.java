package org.vavl.recognition.output;

import java.util.ArrayList;
import java.util.List;
import org.vavl.recognition.Recognition;

/**
 * What stands on one line of ELAN's timeline.
 *
 * @param name what the line is called
 * @param segments in their order
 */
record ElanTier(String name, List<EmotionSegment> segments) {
    static final String EMOTION = "emotion";
    static final String ATTRIBUTES = "attributes";
    static final String PROBABILITY = "probability in percent";

    private static final long MILLISECONDS = 1000;

    /** The whole recording; then over time the prediction and each head's, if there are windows. */
    static List<ElanTier> of(Recognition answer) {
        List<ElanTier> tiers = new ArrayList<>();
        tiers.add(new ElanTier(WholeAndWindows.WHOLE, List.of(EmotionSegment.ofWhole(answer))));
        String over = answer.timeline().isEmpty() ? WholeAndWindows.WHOLE : WholeAndWindows.WINDOWS;
        if (!answer.timeline().isEmpty()) {
            tiers.add(new ElanTier(over, EmotionSegment.ofPrediction(answer)));
        }
        answer.prediction()
                .heads()
                .keySet()
                .forEach(head -> tiers.add(new ElanTier(over + ", head " + head, EmotionSegment.ofHead(answer, head))));
        return tiers;
    }

    static long begin(EmotionSegment segment) {
        return Math.round(segment.begin() * MILLISECONDS);
    }

    /** ELAN has no annotation without length. */
    static long end(EmotionSegment segment) {
        return Math.max(begin(segment) + 1, Math.round(segment.end() * MILLISECONDS));
    }
}
