package org.vavl.spark;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vavl.features.audio.speech.SpeechActivity;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.PartRecognition;
import org.vavl.recognition.RecordingPart;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.people.PersonPart;

/** What is said of a part, as executors hand it on; numbers stay what they are. */
final class PartJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addMixIn(ModalityAvailability.class, Kinds.class)
            .build();

    private PartJson() {}

    /** How JSON says whether a modality is there. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ModalityAvailability.Present.class, name = "present"),
        @JsonSubTypes.Type(value = ModalityAvailability.Missing.class, name = "missing")
    })
    private interface Kinds {}

    /** What is handed on; the part stands in the row beside it. */
    private record Content(
            List<WindowRecognition> windows,
            int faces,
            List<PersonPart> people,
            OptionalDouble seconds,
            Optional<SpeechActivity> speech) {}

    /** @param answer not of a recording that was recognised as a whole */
    static String write(PartRecognition answer) {
        try {
            return JSON.writeValueAsString(
                    new Content(answer.windows(), answer.faces(), answer.people(), answer.seconds(), answer.speech()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static PartRecognition read(RecordingPart part, String text) {
        try {
            Content content = JSON.readValue(text, Content.class);
            return new PartRecognition(
                    part,
                    content.windows(),
                    content.faces(),
                    content.people(),
                    content.seconds(),
                    content.speech(),
                    Optional.empty());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
