package org.vavl.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Task;
import org.vavl.core.clip.Unsure;
import org.vavl.learning.metrics.Bootstrap;
import org.vavl.recognition.inference.Evidence;

class SelectiveEvaluationTest {
    private static final Task TASK = new Task.Classification(List.of("happy", "sad"), false);
    private static final Unsure LOW = new Unsure(List.of(new Unsure.Cause(Unsure.Reason.LOW_CONFIDENCE, "too low")));

    private static PredictionRow row(int clip, String speaker, float happy, boolean isHappy, boolean unsure) {
        Map<String, float[]> heads = Map.of("acoustic", new float[] {happy, 1 - happy});
        return new PredictionRow(
                "clip" + clip,
                speaker,
                new Evidence(Map.of("acoustic", 1.0)),
                isHappy ? new float[] {1, 0} : new float[] {0, 1},
                heads,
                List.of("acoustic"),
                new float[] {happy, 1 - happy},
                unsure ? Optional.of(LOW) : Optional.empty());
    }

    private static Predictions predictions(PredictionRow... rows) {
        return new Predictions(TASK, List.of("acoustic"), List.of(rows));
    }

    @Test
    void whatTheModelIsSureOfIsMeasuredBesideAll() {
        SelectiveEvaluation measured = SelectiveEvaluation.of(predictions(
                        row(1, "a", 0.9f, true, false),
                        row(2, "a", 0.8f, false, false),
                        row(3, "b", 0.7f, true, false),
                        row(4, "b", 0.6f, false, true)))
                .orElseThrow();
        SelectiveEvaluation.SureAnswers sure = measured.sure().orElseThrow();
        assertThat(sure.coverage()).isEqualTo(0.75);
        assertThat(sure.risk()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(sure.riskOfAll()).isEqualTo(0.5);
        assertThat(sure.reasons()).containsExactly(Map.entry("low-confidence", 1));
        assertThat(measured.heads())
                .extracting(SelectiveEvaluation.HeadRisk::head)
                .containsExactly("acoustic", "answer");
        assertThat(measured.heads().get(0).areaUnderRiskCoverage())
                .isCloseTo((0 + 1 / 2.0 + 1 / 3.0 + 1 / 2.0) / 4, within(1e-12));
        assertThat(SelectiveFiles.text(measured))
                .contains("AURC", "sure of 75.0 % of the 4 answers", "low-confidence 1");
        assertThat(SelectiveEvaluation.of(predictions(row(1, "a", 0.9f, true, false)))
                        .orElseThrow()
                        .sure())
                .isEmpty();
    }

    @Test
    void groupsAreSexesAndSpeakersWithIntervalsWhereThereAreEnoughSpeakers() {
        List<PredictionRow> rows = new ArrayList<>();
        List<Clip> clips = new ArrayList<>();
        for (int speaker = 0; speaker < 13; speaker++) {
            String sex = speaker < 3 ? "female" : "male";
            for (int take = 0; take < 4; take++) {
                boolean isHappy = take % 2 == 0;
                boolean isRight = speaker >= 3 || take < 2;
                int clip = 4 * speaker + take;
                rows.add(row(clip, "s" + speaker, isHappy == isRight ? 0.8f : 0.2f, isHappy, false));
                clips.add(new Clip(
                        "clip" + clip, "s" + speaker, Labels.ofClass("happy"), Map.of(Clip.GENDER, sex), Map.of()));
            }
        }
        Predictions predictions = predictions(rows.toArray(PredictionRow[]::new));
        Map<String, GroupEvaluation> groups = new LinkedHashMap<>();
        GroupEvaluation.of(predictions, clips, Bootstrap.defaults().withResamples(200))
                .forEach(group -> groups.put(group.group(), group));
        assertThat(groups).hasSize(15);
        assertThat(groups.keySet()).startsWith("female", "male", "s0");
        GroupEvaluation female = groups.getOrDefault("female", groups.get("s0"));
        assertThat(female.speakers()).isEqualTo(3);
        assertThat(female.clips()).isEqualTo(12);
        assertThat(female.values().get("uar")).isCloseTo(0.5, within(1e-9));
        assertThat(female.intervals()).isEmpty();
        GroupEvaluation male = groups.getOrDefault("male", female);
        assertThat(male.values().get("f1Macro")).isEqualTo(1);
        assertThat(male.intervals()).containsOnlyKeys("f1Macro", "uar");
        assertThat(GroupEvaluation.text(List.copyOf(groups.values())))
                .contains("by", "gender", "female", "1.000 (1.000–1.000)", "s12");
        assertThat(GroupEvaluation.of(predictions, List.of())).hasSize(13).allMatch(group -> group.by()
                .equals("speaker"));
        assertThat(GroupEvaluation.text(List.of())).isEmpty();
    }
}
