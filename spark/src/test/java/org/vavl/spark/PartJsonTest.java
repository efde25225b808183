package org.vavl.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Unsure;
import org.vavl.features.audio.speech.SpeechActivity;
import org.vavl.features.audio.speech.SpeechSegment;
import org.vavl.features.vision.FollowedFace;
import org.vavl.features.vision.image.Box;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.PartRecognition;
import org.vavl.recognition.RecordingPart;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.WindowSettings;
import org.vavl.recognition.people.PersonPart;

class PartJsonTest {
    private static final RecordingPart PART = new RecordingPart(WindowSettings.defaults(), 3, RecordingPart.OPEN);

    /** Numbers without a short decimal, and the order of heads, stay what they are. */
    @Test
    void whatIsSaidOfAPartStaysWhatItIs() {
        Map<String, List<Double>> heads = new LinkedHashMap<>();
        heads.put("visual", List.of(1 / 3.0, 2 / 3.0));
        heads.put("acoustic", List.of(Math.nextUp(0.1), 0.9));
        Prediction prediction = new Prediction(
                        "a \"call\"", heads, List.of(0.1 + 0.2, 1e-300), List.of("visual"), "why")
                .unsure(new Unsure(List.of(new Unsure.Cause(Unsure.Reason.LOW_CONFIDENCE, "too low"))));
        Map<String, ModalityAvailability> modalities = new LinkedHashMap<>();
        modalities.put("acoustic", new ModalityAvailability.Missing(7, "its sound is silent"));
        modalities.put("visual", new ModalityAvailability.Present(75, 60));
        FollowedFace face = new FollowedFace(
                4,
                1e5 / 3,
                List.of(new FollowedFace.Span(3.04, 9.96)),
                List.of(new FollowedFace.Place(3.04, new Box(1 / 7.0, 2, 3, 4))),
                360,
                288);
        PartRecognition answer = new PartRecognition(
                PART,
                List.of(
                        new WindowRecognition(3, 6, Optional.of(prediction), modalities),
                        new WindowRecognition(4, 6.96, Optional.empty(), modalities)),
                2,
                List.of(new PersonPart(face, 60, List.of(List.of(1 / 3.0, 2 / 3.0)))),
                OptionalDouble.of(9.96),
                Optional.of(new SpeechActivity(0.5, List.of(new SpeechSegment(1 / 3.0, 4)))),
                Optional.empty());
        PartRecognition read = PartJson.read(PART, PartJson.write(answer));
        assertThat(read).isEqualTo(answer);
        assertThat(read.windows().get(0).prediction().orElseThrow().heads().keySet())
                .containsExactly("visual", "acoustic");
    }

    @Test
    void whatIsNotThereStaysAway() {
        PartRecognition nothing = new PartRecognition(
                PART, List.of(), 0, List.of(), OptionalDouble.empty(), Optional.empty(), Optional.empty());
        assertThat(PartJson.read(PART, PartJson.write(nothing))).isEqualTo(nothing);
    }
}
