package org.vavl.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.TalkingFace;
import org.vavl.recognition.PartRecognition;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.RecordingPart;
import org.vavl.recognition.WindowSettings;

class PartRecognitionTest {
    @TempDir
    private Path folder;

    /** The last part begins so late that faces are not looked for from the video's begin on. */
    @Test
    @Tag("slow")
    void partsOfAVideoAreTheWhole() throws IOException {
        Path clip = FFmpegProgram.make(
                folder.resolve("long.mp4"), "-stream_loop", 13, "-i", TalkingFace.CLIP, "-c", "copy");
        try (Recognizer recognizer = Recognizer.builtIn()) {
            Recognition whole = recognizer.recognize(clip);
            List<PartRecognition> answers = new ArrayList<>();
            for (RecordingPart part : List.of(
                    new RecordingPart(WindowSettings.defaults(), 0, 37),
                    new RecordingPart(WindowSettings.defaults(), 37, RecordingPart.OPEN))) {
                answers.add(recognizer.recognize(new Recognizer.MediaFile("long", clip), part));
            }
            assertThat(answers.get(1).windows()).hasSizeBetween(3, 5);
            Recognition joined = recognizer.join("long", answers);
            assertThat(joined.seconds()).isEqualTo(whole.seconds());
            assertThat(joined.speech()).isEqualTo(whole.speech());
            assertThat(joined.people()).hasSameSizeAs(whole.people());
            assertThat(joined.timeline()).hasSameSizeAs(whole.timeline());
            for (int i = 0; i < whole.timeline().size(); i++) {
                assertThat(joined.timeline().get(i).modalities())
                        .isEqualTo(whole.timeline().get(i).modalities());
                assertThat(joined.timeline().get(i).prediction().orElseThrow().outputs())
                        .as("window %d", i)
                        .isEqualTo(whole.timeline()
                                .get(i)
                                .prediction()
                                .orElseThrow()
                                .outputs());
            }
        }
    }
}
