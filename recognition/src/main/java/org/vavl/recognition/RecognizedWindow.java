package org.vavl.recognition;

import java.util.Optional;
import org.vavl.features.Image;
import org.vavl.features.audio.speech.SpeechActivity;
import org.vavl.features.vision.PictureFaces;

/**
 * A window that has just been recognised, with what is not kept of it.
 *
 * @param recognition what the timeline will have of it
 * @param face the face that it shows, in colour; empty if there is none
 * @param lastPicture where all faces are in its last picture; empty if it has none
 * @param speech where speech is in it, its times as those of the recording; empty if that is not looked for
 */
public record RecognizedWindow(
        WindowRecognition recognition,
        Optional<Image> face,
        Optional<PictureFaces> lastPicture,
        Optional<SpeechActivity> speech) {
    /** One of which no more than the face is known. */
    public RecognizedWindow(WindowRecognition recognition, Optional<Image> face) {
        this(recognition, face, Optional.empty(), Optional.empty());
    }
}
