package org.vavl.recognition.output.annotation;

import java.util.ArrayList;
import java.util.List;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.output.EmotionSegment;
import org.vavl.recognition.output.PeopleText;
import org.vavl.recognition.output.WholeAndWindows;
import org.vavl.recognition.people.Person;

/**
 * What stands on one line of ELAN's timeline.
 *
 * @param name what the line is called
 * @param segments in their order
 */
public record ElanTier(String name, List<EmotionSegment> segments) {
    static final String EMOTION = "emotion";
    static final String ATTRIBUTES = "attributes";
    static final String PROBABILITY = "probability in percent";

    private static final long MILLISECONDS = 1000;

    /** The whole recording; then over time the prediction and each head's, if there are windows. */
    public static List<ElanTier> of(Recognition answer) {
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

    /** When a segment begins, in milliseconds. */
    public static long begin(EmotionSegment segment) {
        return Math.round(segment.begin() * MILLISECONDS);
    }

    /** ELAN has no annotation without length. */
    public static long end(EmotionSegment segment) {
        return Math.max(begin(segment) + 1, Math.round(segment.end() * MILLISECONDS));
    }

    /**
     * A person on ELAN's timeline.
     *
     * @param name what the line is called
     * @param said what stands in each of its annotations
     * @param spans when the person is there, in milliseconds
     */
    public record OfPerson(String name, String said, List<Span> spans) {
        /** In milliseconds. */
        public record Span(long begin, long end) {}

        /** Everybody, in the order of the answer. */
        public static List<OfPerson> of(Recognition answer) {
            return answer.people().stream().map(person -> of(person, answer)).toList();
        }

        private static OfPerson of(Person person, Recognition answer) {
            String said = person.outputs()
                    .map(outputs -> new EmotionSegment(0, 0, outputs).labelWithProbability(answer.task()))
                    .orElse("seen");
            List<Span> spans = person.face().spans().stream()
                    .map(span -> span(span.begin(), span.end()))
                    .toList();
            return new OfPerson(PeopleText.name(person), said, spans);
        }

        /** ELAN has no annotation without length. */
        private static Span span(double begin, double end) {
            long first = Math.round(begin * MILLISECONDS);
            return new Span(first, Math.max(first + 1, Math.round(end * MILLISECONDS)));
        }
    }
}
