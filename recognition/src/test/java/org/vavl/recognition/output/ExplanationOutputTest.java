package org.vavl.recognition.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vavl.core.clip.Prediction;
import org.vavl.core.clip.Task;
import org.vavl.recognition.ModalityAvailability;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Segmentation;
import org.vavl.recognition.explanation.Explanation;

/** What made an answer is told as text, in JSON and on the page. */
class ExplanationOutputTest {
    private static final Task TASK = new Task.Classification(List.of("neutral", "happy", "sad"), false);

    private static Explanation.Effect effect(String modality, double begin, double end, double happy) {
        return new Explanation.Effect(modality, begin, end, Optional.of(List.of(-happy, happy, 0.0)));
    }

    /** Speech says neutral, the face sad, and both together happy. */
    private static Recognition answer() {
        Map<String, List<Double>> heads = new LinkedHashMap<>();
        heads.put("acoustic", List.of(0.6, 0.3, 0.1));
        heads.put("visual", List.of(0.1, 0.3, 0.6));
        heads.put("audio-visual", List.of(0.2, 0.5, 0.3));
        Map<String, ModalityAvailability> modalities = new LinkedHashMap<>();
        modalities.put("acoustic", new ModalityAvailability.Present(10, 10));
        modalities.put("visual", new ModalityAvailability.Present(10, 10));
        Explanation explanation = new Explanation(
                List.of(effect("acoustic", 0, 1, 0.25), new Explanation.Effect("visual", 0, 1, Optional.empty())),
                List.of(
                        effect("acoustic", 0, 0.5, -0.1),
                        effect("acoustic", 0.5, 1, 0.3),
                        effect("visual", 0, 0.5, 0)));
        return new Recognition(
                "clip.mp4",
                1,
                TASK,
                new Prediction("clip.mp4", heads, List.of(0.2, 0.5, 0.3), List.of("audio-visual"), "both are there"),
                modalities,
                1,
                List.of(),
                List.of(),
                new Segmentation.Windows(),
                Optional.of(explanation),
                Optional.empty());
    }

    @Test
    void textTellsWhatEachAddsAndWhichTimeMost() {
        assertThat(RecognitionText.of(answer()).lines().map(String::strip))
                .contains(
                        "happy is what they say together: acoustic alone says neutral, visual alone says sad",
                        "why: acoustic adds +0.25 to happy, visual without which there would be no answer",
                        "most of it: acoustic from 0.5 to 1.0 s, adds +0.30 to happy");
    }

    @Test
    void jsonHasEffectsByNameAndNoneWhereThereWouldBeNoAnswer() {
        JsonNode json = new JsonMapper()
                .registerModule(new Jdk8Module())
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
                .valueToTree(RecognitionJson.of(answer()));
        assertThat(json.path("ofNoModalityAlone").asBoolean()).isTrue();
        JsonNode modalities = json.path("explanation").path("modalities");
        assertThat(modalities.get(0).path("effects").path("happy").asDouble()).isEqualTo(0.25);
        assertThat(modalities.get(1).has("effects")).isFalse();
        assertThat(json.path("explanation").path("spans").get(1).path("begin").asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void thePageHasAStripForEachModality() {
        String svg = new TimelinePlot(answer(), List.of(), 900, 1).svg();
        assertThat(svg)
                .contains("what of acoustic speaks for happy", "what of visual speaks for happy", "class=\"against\"")
                .contains("0.5 to 1.0 s: adds +0.30 to happy");
        assertThat(new TimelinePlot(Answers.whole("clip.mp4"), List.of(), 900, 1).svg())
                .doesNotContain("speaks for");
    }

    @Test
    void anAnswerThatAModalityGivesIsNotCalledTheirs() {
        assertThat(Answers.whole("clip.mp4").isOfNoModalityAlone()).isFalse();
        assertThat(RecognitionText.of(Answers.whole("clip.mp4"))).doesNotContain("together");
    }
}
