package org.vavl.recognition.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Head;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Unsure;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.inference.Calibration;
import org.vavl.recognition.inference.Fusion;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.output.annotation.ElanFile;
import org.vavl.recognition.output.annotation.ElanFileTest;
import org.vavl.recognition.output.annotation.WebVtt;

/** An answer of which the model is not sure is told as one in every format, with the two most probable classes. */
class UnsureOutputTest {
    private static final Unsure WHY = new Unsure(List.of(
            new Unsure.Cause(Unsure.Reason.HEADS_DISAGREE, "the heads disagree: one says happy"),
            new Unsure.Cause(Unsure.Reason.LOW_CONFIDENCE, "a probability of 0.41 is too low")));
    private static final Provenance MODEL = new Provenance(Map.of(), "# VAVL");

    private static Prediction unsure(String clip) {
        List<Double> values = List.of(0.41, 0.24, 0.35);
        return new Prediction(clip, Map.of("visual", values), values, List.of("visual"), "alone").unsure(WHY);
    }

    /** The whole is unsure; of four windows the second and the third are. */
    private static Recognition answer() {
        Recognition sure = Answers.of("clip.mp4", 0, 0, 2, 2);
        List<WindowRecognition> windows = List.of(
                sure.timeline().get(0),
                unsure(sure.timeline().get(1)),
                unsure(sure.timeline().get(2)),
                sure.timeline().get(3));
        return new Recognition(
                sure.clip(),
                sure.seconds(),
                sure.task(),
                unsure("clip.mp4"),
                sure.modalities(),
                1,
                List.of(),
                windows,
                Optional.empty());
    }

    private static WindowRecognition unsure(WindowRecognition window) {
        return new WindowRecognition(
                window.begin(), window.end(), Optional.of(unsure("clip.mp4")), window.modalities());
    }

    @Test
    void theApiTellsWhyAndWhatIsMostProbable() {
        assertThat(answer().unsure()).contains(WHY);
        assertThat(answer().topTwo()).containsExactly("happy", "angry");
        assertThat(answer().emotion()).contains("happy");
        assertThat(Answers.of("clip.mp4", 0).unsure()).isEmpty();
        assertThat(Answers.attributes("clip.mp4").topTwo()).isEmpty();
    }

    @Test
    void textBeginsWithIt() {
        List<String> lines = RecognitionText.of(answer()).lines().toList();
        assertThat(lines)
                .startsWith(
                        "clip.mp4: not sure: happy 0.41 or angry 0.35",
                        "  not sure: the heads disagree: one says happy; a probability of 0.41 is too low",
                        "  in all: happy 0.41, angry 0.35, sad & <low> 0.24")
                .contains("      1.0 to 4.0 s  not sure: happy 0.41 or angry 0.35  [visual]");
        assertThat(RecognitionText.of(Answers.of("clip.mp4", 0, 1))).doesNotContain("not sure");
    }

    @Test
    void jsonHasReasonsWordsAndTheTwoMostProbable() {
        JsonMapper json = JsonMapper.builder().addModule(new Jdk8Module()).build();
        JsonNode tree = json.valueToTree(RecognitionJson.of(answer()));
        JsonNode unsure = tree.path("unsure");
        assertThat(unsure.path("reasons")).hasToString("[\"heads-disagree\",\"low-confidence\"]");
        assertThat(unsure.path("topTwo")).hasToString("[\"happy\",\"angry\"]");
        assertThat(unsure.path("text").asText()).contains("; a probability of 0.41");
        assertThat(tree.path("emotion").asText()).isEqualTo("happy");
        assertThat(tree.path("timeline").path(1).path("said").path("unsure").isObject())
                .isTrue();
        assertThat(tree.path("timeline").path(0).path("said").path("unsure").isObject())
                .isFalse();
    }

    @Test
    void csvHasAColumnOfReasons() {
        Modality face = new Modality(Modality.VISUAL, 2);
        RecognitionTable table = new RecognitionTable(new ModelDescription(
                Answers.TASK,
                List.of(face),
                List.of(Head.of(face)),
                Map.of(Modality.VISUAL, new ExtractorId("any", "1")),
                MODEL,
                Calibration.none(),
                new Fusion.OfThePaper()));
        assertThat(table.header().strip()).endsWith(",person,unsure");
        List<String> rows = table.rows(answer()).lines().toList();
        assertThat(rows.get(0)).startsWith("clip.mp4,whole").endsWith(",\"heads-disagree+low-confidence\"");
        assertThat(rows.get(1)).endsWith(",");
        assertThat(rows.get(2)).endsWith(",\"heads-disagree+low-confidence\"");
    }

    @Test
    void subtitlesHaveOneCueForWindowsThatAreUnsureTogether() {
        assertThat(WebVtt.of(answer()))
                .contains("Of the whole recording the model is not sure (alone)", "2 not sure")
                .containsSubsequence("happy 60 %", "not sure: happy 41 % or angry 35 %", "angry 60 %")
                .containsOnlyOnce("not sure: happy");
    }

    @Test
    void elanHasItInItsVocabularyAndTheTwoMostProbableBelow() throws Exception {
        String file =
                ElanFile.of(answer(), new ElanFile.Source(Path.of("clip.mp4"), Path.of("out"), Instant.EPOCH, MODEL));
        ElanFileTest.validate(file);
        assertThat(file)
                .contains(
                        "CVE_REF=\"unsure\"",
                        "<ANNOTATION_VALUE>not sure</ANNOTATION_VALUE>",
                        "<ANNOTATION_VALUE>happy 41, angry 35</ANNOTATION_VALUE>",
                        "vavl:unsure");
        String sure = ElanFile.of(
                Answers.of("clip.mp4", 0, 1),
                new ElanFile.Source(Path.of("clip.mp4"), Path.of("out"), Instant.EPOCH, MODEL));
        assertThat(sure).doesNotContain("unsure", "not sure");
    }

    @Test
    void thePageSaysItInItsTitleTimelineAndLegend() {
        String page = RecognitionReport.of(answer(), new FaceThumbnails(), MODEL);
        assertThat(page)
                .contains(
                        "<h1>not sure <span>happy 41 % or angry 35 %</span></h1>",
                        "<p>Not sure: the heads disagree: one says happy; a probability of 0.41 is too low.</p>",
                        "class=\"band unsure\"",
                        "swatch unsure");
        assertThat(RecognitionReport.of(Answers.of("clip.mp4", 0, 1), new FaceThumbnails(), MODEL))
                .doesNotContain("not sure", "band unsure");
    }
}
