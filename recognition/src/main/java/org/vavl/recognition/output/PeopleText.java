package org.vavl.recognition.output;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vavl.core.clip.Task;
import org.vavl.features.vision.FollowedFace.Span;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.people.Person;

/** The people of a recording in words. */
public final class PeopleText {
    private static final int MOST_SPANS = 4;

    private PeopleText() {}

    /** How many faces there are, and of whom the answer is where it is not clear. */
    static String faces(Recognition answer) {
        String seen =
                switch (answer.faces()) {
                    case 0 -> "";
                    case 1 -> "1 face was seen";
                    default -> answer.faces() + " faces were seen";
                };
        return answer.people().size() < 2
                ? seen
                : seen
                        + answer.mainPerson()
                                .map(main ->
                                        "; the answer is of person " + main.number() + " (" + main.position() + ")")
                                .orElse("; the answer is of none of them");
    }

    /** A line for each person if there are several: where, when, and what the face alone says. */
    static List<String> lines(Recognition answer) {
        return answer.people().size() < 2
                ? List.of()
                : answer.people().stream()
                        .map(person -> name(person) + ", " + spans(person) + said(person, answer.task()))
                        .toList();
    }

    /** {@code person 1 (main), at the left}. */
    public static String name(Person person) {
        return "person " + person.number() + (person.main() ? " (main)" : "") + ", " + person.position();
    }

    static String spans(Person person) {
        List<Span> spans = person.face().spans();
        String first = spans.stream()
                .limit(MOST_SPANS)
                .map(span -> String.format(Locale.ROOT, "%.1f to %.1f s", span.begin(), span.end()))
                .collect(Collectors.joining(", "));
        return spans.size() > MOST_SPANS ? first + " and " + (spans.size() - MOST_SPANS) + " times more" : first;
    }

    private static String said(Person person, Task task) {
        return person.outputs()
                .map(outputs -> ": the face alone " + RecognitionText.outputs(outputs, task))
                .orElse("");
    }
}
