package org.vavl.recognition;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vavl.core.clip.Task;
import org.vavl.features.audio.speech.SpeechActivity;
import org.vavl.recognition.people.JoinedPeople;
import org.vavl.recognition.people.PersonPart;

/**
 * What a model says of a part of a recording; {@link Recognizer#join} joins those of all parts.
 *
 * @param part which one
 * @param windows those of the part that the recording has
 * @param faces the most that were followed in any of them
 * @param people everyone whose face was followed there or nearby
 * @param seconds how long the recording is, if this is its last part
 * @param speech where speech is in the recording, if this is its last part; empty where {@link Recognition#speech} is, too
 * @param whole what the model says of the recording, if this is its first part and the recording turned out so short that it is recognised as a whole; the other parts
 *     have nothing then
 */
public record PartRecognition(
        RecordingPart part,
        List<WindowRecognition> windows,
        int faces,
        List<PersonPart> people,
        OptionalDouble seconds,
        Optional<SpeechActivity> speech,
        Optional<Recognition> whole) {
    /** Copies the lists. */
    public PartRecognition {
        windows = List.copyOf(windows);
        people = List.copyOf(people);
    }

    /** Of a recording that is recognised as a whole. */
    static PartRecognition none(RecordingPart part) {
        return new PartRecognition(
                part, List.of(), 0, List.of(), OptionalDouble.empty(), Optional.empty(), Optional.empty());
    }

    PartRecognition withWhole(Recognition recognition) {
        return new PartRecognition(part, windows, faces, people, seconds, speech, Optional.of(recognition));
    }

    static Recognition join(String name, Task task, List<PartRecognition> parts) {
        requireAll(parts);
        return parts.get(0).whole().orElseGet(() -> joined(name, task, parts));
    }

    private static void requireAll(List<PartRecognition> parts) {
        long next = 0;
        for (PartRecognition answer : parts) {
            RecordingPart part = answer.part();
            if (part.first() != next
                    || !part.windows().equals(parts.get(0).part().windows())) {
                throw new IllegalArgumentException("the part that begins with window " + part.first()
                        + ": must begin with window " + next + ", as the one before ends");
            }
            next = part.end();
        }
        if (next != RecordingPart.OPEN) {
            throw new IllegalArgumentException("the last part ends with window " + next + ": must be open");
        }
    }

    private static Recognition joined(String name, Task task, List<PartRecognition> parts) {
        PartRecognition last = parts.get(parts.size() - 1);
        Timeline timeline = new Timeline();
        JoinedPeople people = new JoinedPeople();
        for (PartRecognition answer : parts) {
            answer.windows().forEach(timeline::add);
            people.add(answer.people(), answer.part().time());
        }
        WindowSettings windows = last.part().windows();
        return new Recognition(
                name,
                last.seconds().orElseGet(timeline::seconds),
                task,
                timeline.mean(name, windows.noun())
                        .orElseThrow(() -> RecordingRecognition.nothing(name, timeline.modalities())),
                timeline.modalities(),
                parts.stream().mapToInt(PartRecognition::faces).max().orElse(0),
                people.people(),
                timeline.windows(),
                windows.segmentation(),
                Optional.empty(),
                last.speech());
    }
}
