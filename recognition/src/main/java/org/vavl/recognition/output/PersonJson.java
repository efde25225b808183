package org.vavl.recognition.output;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Task;
import org.vavl.features.vision.image.Box;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.people.Person;

/**
 * A person of a recording, as JSON has it.
 *
 * @param person the number, from 1
 * @param main whether the answer is of this person
 * @param position in the picture, in words
 * @param seconds how long the face is there
 * @param spans when it is there
 * @param width of the pictures, in pixels
 * @param height of the pictures
 * @param boxes where it is, about once a second, in pixels of the upright picture
 * @param emotion what the face alone says, where classes are distinguished and it was asked for
 * @param outputs of the face alone
 */
record PersonJson(
        int person,
        boolean main,
        String position,
        double seconds,
        List<SpanJson> spans,
        int width,
        int height,
        List<BoxJson> boxes,
        Optional<String> emotion,
        Optional<Map<String, Double>> outputs) {
    /** In seconds. */
    record SpanJson(double begin, double end) {}

    /** At a time in seconds, in pixels. */
    record BoxJson(double seconds, double x, double y, double width, double height) {}

    static List<PersonJson> of(Recognition answer) {
        return answer.people().stream().map(person -> of(person, answer.task())).toList();
    }

    private static PersonJson of(Person person, Task task) {
        return new PersonJson(
                person.number(),
                person.main(),
                person.position(),
                person.face().seconds(),
                person.face().spans().stream()
                        .map(span -> new SpanJson(span.begin(), span.end()))
                        .toList(),
                person.face().width(),
                person.face().height(),
                person.face().places().stream()
                        .map(place -> box(place.seconds(), place.box()))
                        .toList(),
                person.outputs()
                        .filter(outputs -> task instanceof Task.Classification)
                        .map(outputs -> task.outputNames().get(EmotionSegment.largest(outputs))),
                person.outputs().map(outputs -> RecognitionJson.named(task.outputNames(), outputs)));
    }

    private static BoxJson box(double seconds, Box box) {
        return new BoxJson(seconds, box.x(), box.y(), box.width(), box.height());
    }
}
