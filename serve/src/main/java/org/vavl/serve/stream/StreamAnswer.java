package org.vavl.serve.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vavl.core.clip.Task;
import org.vavl.features.vision.PictureFaces;
import org.vavl.recognition.RecognitionSession;
import org.vavl.recognition.RecognizedWindow;
import org.vavl.recognition.output.RecognitionJson;
import org.vavl.recognition.output.RecognitionJson.SpeechJson;
import org.vavl.serve.http.Problem;

/** Messages of the server, as JSON has them. */
final class StreamAnswer {
    private StreamAnswer() {}

    /** The stream may be sent. */
    record Ready(String type, String model, List<String> outputs, double window, double step) {}

    /** Something went wrong, and the stream ends. */
    record Failed(String type, Problem problem) {}

    /** All was answered. */
    record End(String type, double lateSeconds, double missingSeconds, long lateImages, long missingImages) {
        static End of(RecognitionSession session) {
            return new End(
                    "end",
                    session.lateSeconds(),
                    session.missingSeconds(),
                    session.lateImages(),
                    session.missingImages());
        }
    }

    /** A face in a picture. */
    record FaceJson(int person, double x, double y, double width, double height) {}

    /** Where the faces are. */
    record FacesJson(double seconds, int width, int height, List<FaceJson> boxes) {
        static FacesJson of(PictureFaces faces) {
            List<FaceJson> boxes = new ArrayList<>();
            faces.boxes()
                    .forEach((number, box) ->
                            boxes.add(new FaceJson(number, box.x(), box.y(), box.width(), box.height())));
            return new FacesJson(faces.seconds(), faces.width(), faces.height(), boxes);
        }
    }

    /**
     * What is said of a stretch.
     *
     * @param type {@code window} or {@code utterance}
     * @param isFinal whether no other answer of its kind covers the stretch: windows overlap, utterances do not
     */
    record Said(
            String type,
            @JsonProperty("final") boolean isFinal,
            @JsonUnwrapped RecognitionJson.Window window,
            Optional<SpeechJson> speech,
            Optional<FacesJson> faces) {
        static Said of(String type, boolean isFinal, RecognizedWindow window, Task task) {
            return new Said(
                    type,
                    isFinal,
                    RecognitionJson.Window.of(window.recognition(), task),
                    window.speech().map(speech -> new SpeechJson(speech.share(), speech.utterances())),
                    window.lastPicture().map(FacesJson::of));
        }
    }
}
