package org.vavl.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.recognition.inference.Calibration;

class OwnLabelsTest {
    private static final Task TASK = new Task.Classification(List.of("happy", "sad"), false);
    private static final Modality ACOUSTIC = new Modality("acoustic", 1);
    private static final Modality VISUAL = new Modality("visual", 1);
    private static final List<Head> HEADS =
            List.of(Head.of(ACOUSTIC), Head.of(VISUAL), new Head("audio-visual", List.of(ACOUSTIC, VISUAL)));

    private static PredictionRow row(String clip, float[] target, float[] voice, float[] face, String selected) {
        return new PredictionRow(
                clip,
                "speaker",
                List.of("acoustic", "visual"),
                target,
                Map.of("acoustic", voice, "visual", face, "audio-visual", voice),
                List.of(selected));
    }

    private static Clip clip(String id, Map<String, Labels> ofModalities) {
        return new Clip(id, "speaker", new Labels(Map.of("happy", 1.0), Map.of(), ofModalities), Map.of());
    }

    @Test
    void aHeadIsHeldAgainstItsModalitysLabelUnlessItAnswersForTheClip() {
        Map<String, Labels> sadFace = Map.of("visual", Labels.ofClass("sad"));
        List<Clip> clips = List.of(clip("a", sadFace), clip("b", Map.of()), clip("c", sadFace));
        float[] happy = {1, 0};
        float[] said = {0.2f, 0.8f};
        Predictions apart = OwnLabels.apart(
                new Predictions(
                        TASK,
                        HEADS.stream().map(Head::name).toList(),
                        List.of(
                                row("a", happy, happy, said, "audio-visual"),
                                row("b", happy, happy, said, "audio-visual"),
                                row("c", happy, happy, said, "visual"))),
                clips,
                HEADS,
                List.of());
        assertThat(apart.rows()).extracting(PredictionRow::clip).containsExactly("a", "a, visual", "b", "c");
        assertThat(apart.rows().get(0).heads()).containsOnlyKeys("acoustic", "audio-visual");
        PredictionRow own = apart.rows().get(1);
        assertThat(own.heads()).containsOnlyKeys("visual");
        assertThat(own.target()).containsExactly(0, 1);
        assertThat(own.evidence().modalities()).containsExactly("visual");
        assertThat(apart.rows().get(3).heads()).containsKey("visual");
    }

    /** Faces of any label that say their own rightly are sure ones, whatever the speech beside them was. */
    @Test
    void facesOfOtherLabelsThanTheSpeechDoNotMakeTheirHeadUnsure() {
        Random random = new Random(5);
        List<Clip> clips = new ArrayList<>();
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean isSad = random.nextBoolean();
            clips.add(clip("clip" + i, Map.of("visual", Labels.ofClass(isSad ? "sad" : "happy"))));
            boolean isRight = random.nextInt(10) > 0;
            float[] face = isSad == isRight ? new float[] {0.3f, 0.7f} : new float[] {0.7f, 0.3f};
            rows.add(row("clip" + i, new float[] {1, 0}, new float[] {0.9f, 0.1f}, face, "audio-visual"));
        }
        Predictions predictions =
                new Predictions(TASK, HEADS.stream().map(Head::name).toList(), rows);
        Calibration against = CalibrationEffect.fit(predictions);
        Calibration own = CalibrationEffect.fit(OwnLabels.apart(predictions, clips, HEADS, List.of()));
        assertThat(own.of("visual").temperature()).isLessThan(0.5);
        assertThat(against.of("visual").temperature()).isGreaterThan(2);
        Calibration together =
                CalibrationEffect.fit(OwnLabels.apart(predictions, clips, HEADS, List.of("acoustic+visual")));
        assertThat(together.of("visual").temperature())
                .isEqualTo(against.of("visual").temperature());
        assertThat(own.of("acoustic").temperature())
                .isEqualTo(against.of("acoustic").temperature());
    }
}
