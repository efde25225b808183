package org.vavl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.TalkingFace;
import org.vavl.recognition.Recognizer;

@Tag("slow")
class ExamplesTest {
    private static final Path NETWORKS = Path.of("../examples/networks");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsRecognised() {
        try (Recognizer recognizer = Recognizer.builtIn()) {
            RecognizeFile.print(recognizer.recognize(TalkingFace.CLIP), out);
        }
        assertThat(printed()).contains("talking-face.mp4: ", "  happy 0.", "  visual in 80 % of the frames");
    }

    @Test
    void aStreamIsPushed() throws Exception {
        Path wav = FFmpegProgram.make(
                folder.resolve("call.wav"), "-stream_loop", 1, "-i", TalkingFace.CLIP, "-vn", "-c:a", "pcm_s16le");
        try (Recognizer recognizer = Recognizer.builtIn();
                AudioInputStream audio = AudioSystem.getAudioInputStream(wav.toFile())) {
            PushStream.push(recognizer, audio, out);
        }
        assertThat(printed()).startsWith("0.0 to 3.0 s: ").contains("2.0 to 5.0 s: ");
    }

    @Test
    void networksOfOnesOwnDescribeSpeechAndFaces() {
        FeatureSequence speech = OwnExtractors.speech(TalkingFace.CLIP, NETWORKS);
        assertThat(speech.extractor().name()).isEqualTo("tiny-speech");
        assertThat(speech.frames()).isBetween(140, 151);
        FeatureSequence faces = OwnExtractors.faces(TalkingFace.CLIP, NETWORKS);
        assertThat(faces.extractor().name()).isEqualTo("tiny-face");
        assertThat(faces.validFrames()).isEqualTo(60);
    }

    @Test
    void aModelIsTrainedOnATableAndSoIsOneOfAnOwnFamily() throws IOException {
        StringBuilder table = new StringBuilder("id,speaker,label,media\n");
        for (int speaker = 0; speaker < 10; speaker++) {
            for (String label : new String[] {"happy", "sad"}) {
                String name = label + speaker;
                int pitch = (label.equals("happy") ? 600 : 200) + 10 * speaker;
                FFmpegProgram.make(
                        folder.resolve(name + ".wav"), "-f", "lavfi", "-i", "sine=frequency=" + pitch + ":duration=1");
                table.append(String.format(Locale.ROOT, "%s,s%d,%s,%s.wav%n", name, speaker, label, name));
            }
        }
        Path corpus = folder.resolve("corpus");
        TrainOnTable.importTable(Files.writeString(folder.resolve("clips.csv"), table), corpus);
        String training = "training: {epochs: 2, batchSize: 4, learningRate: 1e-3}\n";
        assertThat(TrainOnTable.train(corpus, folder.resolve("vavl"), "model: {name: vavl, preset: tiny}\n" + training))
                .contains("accuracy");
        assertThat(TrainOnTable.train(
                        corpus, folder.resolve("own"), "model: {name: mean-pooling, preset: small}\n" + training))
                .contains("acoustic");
    }
}
