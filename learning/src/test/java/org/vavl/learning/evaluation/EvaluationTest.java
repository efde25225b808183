package org.vavl.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Task;
import org.vavl.learning.metrics.Bootstrap;
import org.vavl.learning.metrics.ClassificationMetrics;
import org.vavl.learning.metrics.SentimentMetrics;

class EvaluationTest {
    private static final Task HARD = new Task.Classification(List.of("angry", "sad"), false);
    private static final Task SOFT = new Task.Classification(List.of("angry", "sad"), true);
    private static final Task AROUSAL_VALENCE =
            new Task.Regression(List.of(new Task.Attribute("arousal", 1, 5), new Task.Attribute("valence", 1, 5)));
    private static final Task SENTIMENT = new Task.Regression(List.of(new Task.Attribute("sentiment", -3, 3)));
    private static final List<String> HEADS = List.of("acoustic", "visual", "audio-visual");

    @TempDir
    private Path folder;

    @Test
    void eachHeadIsMeasuredOnTheClipsThatItAppliesTo() {
        Evaluation evaluation = Evaluation.of(subject(), predictions(HARD));
        assertThat(evaluation.heads())
                .extracting(HeadEvaluation::head, HeadEvaluation::clips)
                .containsExactly(tuple("acoustic", 3), tuple("visual", 2), tuple("audio-visual", 2));
        assertThat(evaluation.heads().get(0).metrics().value("accuracy")).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(evaluation.answer().clips()).isEqualTo(3);
        assertThat(evaluation.answer().value("accuracy")).isEqualTo(1);
        assertThat(evaluation.clipsByModalities())
                .containsExactly(Map.entry("acoustic+visual", 2), Map.entry("acoustic", 1));
        assertThat(evaluation.all().get(3).head()).isEqualTo("answer");
    }

    @Test
    void aHeadThatAppliesToNoClipIsNotThere() {
        Predictions all = predictions(HARD);
        Predictions acousticOnly = new Predictions(HARD, HEADS, all.rows().subList(2, 3));
        assertThat(Evaluation.of(subject(), acousticOnly).heads())
                .extracting(HeadEvaluation::head)
                .containsExactly("acoustic");
    }

    @Test
    void severalHeadsAnswerWithTheirMean() {
        PredictionRow row = new PredictionRow(
                "c1",
                "s1",
                List.of("acoustic", "visual"),
                new float[] {1, 0},
                Map.of("acoustic", new float[] {0.5f, 0.5f}, "visual", new float[] {0.25f, 0.75f}),
                List.of("acoustic", "visual"));
        assertThat(row.answer()).containsExactly(0.375f, 0.625f);
    }

    @Test
    void everyKindOfEvaluationIsReadBackAsItWasWritten() {
        for (Task task : List.of(HARD, SOFT, AROUSAL_VALENCE, SENTIMENT)) {
            Predictions predictions = predictions(task);
            Evaluation evaluation = Evaluation.of(subject(), predictions)
                    .with(SpeakerIntervals.of(new Bootstrap(100, 0.9, 1), predictions));
            assertThat(evaluation.intervals().of(Evaluation.ANSWER)).isNotEmpty();
            assertThat(EvaluationText.intervals(evaluation))
                    .startsWith("90 % intervals by 100 bootstrap draws of the 2 speakers, who are few");
            Path run = folder.resolve("runs/" + task.outputNames().get(0));
            EvaluationFiles.write(run, evaluation, predictions);
            Evaluation read = EvaluationFiles.read(run);
            assertThat(read).isEqualTo(evaluation);
            assertThat(EvaluationJson.write(read)).isEqualTo(EvaluationJson.write(evaluation));
            assertThat(read.subject().provenance().keySet()).containsExactly("seed", "digest", "a");
            assertThat(run.resolve(EvaluationFiles.PREDICTIONS)).exists();
        }
        assertThat(Evaluation.of(subject(), predictions(SENTIMENT)).answer()).isInstanceOf(SentimentMetrics.class);
    }

    @Test
    void metricsAreWrittenInFullPrecisionAndOrder() {
        String json = EvaluationJson.write(Evaluation.of(subject(), predictions(HARD)));
        assertThat(json)
                .startsWith(
                        "{\n  \"model\" : \"tiny\",\n  \"corpus\" : \"ravdess\",\n  \"part\" : \"test\",\n  \"clips\" : 3")
                .contains("\"accuracy\" : 0.6666666666666666")
                .containsSubsequence(
                        "\"heads\"", "\"acoustic\"", "\"visual\"", "\"audio-visual\"", "\"answer\"", "\"provenance\"");
    }

    @Test
    void predictionsOfHardLabelsAreOneLineEach() {
        assertThat(PredictionsCsv.write(predictions(HARD)).split("\r\n", -1))
                .containsExactly(
                        "clip,speaker,modalities,target,answer,answeredBy,answer.angry,answer.sad,acoustic.angry,"
                                + "acoustic.sad,visual.angry,visual.sad,audio-visual.angry,audio-visual.sad,unsure",
                        "c1,\"one, \"\"first\"\"\",acoustic+visual,angry,angry,audio-visual,0.9,0.1,0.3,0.7,0.8,0.2,0.9,0.1,",
                        "c2,s2,acoustic+visual,sad,sad,audio-visual,0.1,0.9,0.2,0.8,0.6,0.4,0.1,0.9,",
                        "c3,s2,acoustic,sad,sad,acoustic,0.2,0.8,0.2,0.8,,,,,",
                        "");
    }

    @Test
    void predictionsOfSoftLabelsAndOfAttributesHaveTheirTargetsValues() {
        assertThat(PredictionsCsv.write(predictions(SOFT)).lines().toList().get(0))
                .startsWith("clip,speaker,modalities,target,target.angry,target.sad,answer,answeredBy,answer.angry");
        List<String> lines =
                PredictionsCsv.write(predictions(AROUSAL_VALENCE)).lines().toList();
        assertThat(lines.get(0))
                .startsWith("clip,speaker,modalities,target.arousal,target.valence,answeredBy,answer.arousal,");
        assertThat(lines.get(2))
                .isEqualTo("c2,s2,acoustic+visual,0.0,1.0,audio-visual,0.1,0.9,0.2,0.8,0.6,0.4,0.1,0.9,");
    }

    @Test
    void theTableTellsHeadsClipsAndChance() {
        assertThat(EvaluationText.table(Evaluation.of(subject(), predictions(HARD))))
                .isEqualTo("""
                tiny on ravdess, test: 3 clips (2 acoustic+visual, 1 acoustic)

                head          clips  accuracy  F1 macro  F1 micro  precision  recall    UAR  log loss    ECE
                acoustic          3     0.667     0.400     0.667      0.333   0.500  0.500     0.550  0.367
                visual            2     0.500     0.333     0.500      0.250   0.500  0.500     0.570  0.400
                audio-visual      2     1.000     1.000     1.000      1.000   1.000  1.000     0.105  0.100
                answer            3     1.000     1.000     1.000      1.000   1.000  1.000     0.145  0.133

                Chance: UAR 0.500; always answering the most frequent class: accuracy 0.667, F1 macro 0.400.
                """);
        assertThat(EvaluationText.table(Evaluation.of(subject(), predictions(AROUSAL_VALENCE))))
                .contains("CCC arousal", "MAE valence", "Chance: CCC and Pearson 0.");
        assertThat(EvaluationText.table(Evaluation.of(subject(), predictions(SENTIMENT))))
                .contains("Acc-2 neg/non-neg", "Acc-7", "neg/pos 1.000");
    }

    @Test
    void theConfusionMatrixIsATable() {
        ClassificationMetrics acoustic = (ClassificationMetrics)
                Evaluation.of(subject(), predictions(HARD)).heads().get(0).metrics();
        assertThat(EvaluationText.confusion(acoustic.confusion())).isEqualTo("""
                true \\ answered  angry  sad  recall
                angry                0    1   0.000
                sad                  0    2   1.000
                """);
    }

    @Test
    void brokenFilesAreNamed() throws IOException {
        Path file = folder.resolve(EvaluationFiles.METRICS);
        for (String broken : List.of(
                "",
                "{",
                "[]",
                "null",
                "{\"model\": \"x\"}",
                "[".repeat(100_000),
                text().replace("0.666", "\"x\""),
                text().replace("\"seed\" : \"1\",", "")
                        .replace("\"provenance\" : {", "\"provenance\" : null, \"x\" : {"),
                text().replaceFirst("classification", "ranking"),
                text().replaceFirst("\"counts\" : \\[ \\[", "\"counts\" : [ [7,"))) {
            Files.writeString(file, broken);
            assertThatThrownBy(() -> EvaluationFiles.read(folder))
                    .as(broken)
                    .isInstanceOf(VavlException.class)
                    .hasMessageContaining("metrics.json: is not an evaluation");
        }
        assertThatThrownBy(() -> EvaluationFiles.read(folder.resolve("missing")))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void rowsThatDoNotFitAreRefused() {
        PredictionRow row = predictions(HARD).rows().get(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Predictions(HARD, HEADS, List.of(row, row)))
                .withMessageContaining("c1 is predicted twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Predictions(HARD, List.of("acoustic"), List.of(row)))
                .withMessageContaining("audio-visual");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Predictions(SENTIMENT, HEADS, List.of(row)))
                .withMessageContaining("c1 has 2 targets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PredictionRow("c", "s", List.of("x"), new float[1], Map.of(), List.of("x")))
                .withMessageContaining("answered by [x]");
    }

    private static String text() {
        return EvaluationJson.write(Evaluation.of(subject(), predictions(HARD)));
    }

    static Evaluation.Subject subject() {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("seed", "1");
        provenance.put("digest", "abc");
        provenance.put("a", "ü");
        return new Evaluation.Subject("tiny", "ravdess", "test", provenance);
    }

    static Predictions predictions(Task task) {
        List<String> both = List.of("acoustic", "visual");
        List<String> joint = List.of("audio-visual");
        boolean one = task.outputs() == 1;
        return new Predictions(
                task,
                HEADS,
                List.of(
                        row("c1", "one, \"first\"", both, values(one, 1, 0), heads(one, 0.3f, 0.8f, 0.9f), joint),
                        row("c2", "s2", both, values(one, 0, 1), heads(one, 0.2f, 0.6f, 0.1f), joint),
                        row(
                                "c3",
                                "s2",
                                List.of("acoustic"),
                                values(one, 0, 1),
                                heads(one, 0.2f),
                                List.of("acoustic"))));
    }

    private static PredictionRow row(
            String clip,
            String speaker,
            List<String> modalities,
            float[] target,
            Map<String, float[]> heads,
            List<String> answering) {
        return new PredictionRow(clip, speaker, modalities, target, heads, answering);
    }

    private static Map<String, float[]> heads(boolean one, float... first) {
        Map<String, float[]> heads = new LinkedHashMap<>();
        for (int h = 0; h < first.length; h++) {
            heads.put(HEADS.get(h), values(one, first[h], Math.round(10 - 10 * first[h]) / 10f));
        }
        return heads;
    }

    private static float[] values(boolean one, float first, float second) {
        return one ? new float[] {first} : new float[] {first, second};
    }
}
