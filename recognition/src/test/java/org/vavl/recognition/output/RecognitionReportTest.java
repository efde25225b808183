package org.vavl.recognition.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.vavl.features.Image;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.RecognizedWindow;
import org.vavl.recognition.Segmentation;
import org.vavl.recognition.WindowRecognition;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.inference.Provenance;

class RecognitionReportTest {
    private static final Provenance MODEL =
            new Provenance(Map.of("seed", "3"), "# Card\n<script>alert(1)</script> must not be used for hiring");

    private static FaceThumbnails portraits(Recognition answer) {
        Image grey = new Image(8, 8, Image.RGB, ByteBuffer.allocateDirect(8 * 8 * 3));
        FaceThumbnails portraits = new FaceThumbnails();
        for (WindowRecognition window : answer.timeline()) {
            portraits.accept(new RecognizedWindow(window, Optional.of(grey)));
        }
        return portraits;
    }

    private static String page(Recognition answer) {
        return RecognitionReport.of(answer, portraits(answer), MODEL);
    }

    @Test
    void thePageNeedsNothingElseAndTrustsNoName() {
        String page = page(Answers.of("/home/somebody/<b>clip</b>.mp4", 0, 0, 2, -1, 1));
        assertThat(page).doesNotContain("<script").doesNotContain("<b>").doesNotContain("somebody");
        assertThat(page).doesNotContain("http:").doesNotContain("https:").doesNotContain("<link");
        assertThat(page).contains("data:image/jpeg;base64,").contains("prefers-color-scheme: dark");
        assertThat(page).contains("must not be used for hiring").contains("sad &amp; &lt;low&gt;");
        assertThat(page)
                .contains("has no &lt;sound&gt;")
                .contains("no acoustic")
                .contains("no visual");
    }

    @Test
    void thePageSaysUnderWhichTermsTheModelMayBeUsed() {
        ModelInformation information = new ModelInformation(
                "for <research>",
                List.of(new ModelInformation.DataSet("RAVDESS", "10.5281/zenodo.1188976", "CC BY-NC-SA 4.0")),
                List.of("en", "pl"),
                List.of("teaching"),
                List.of("hiring", "policing"),
                List.of());
        Recognition answer = Answers.whole("clip.mp4");
        String page = RecognitionReport.of(answer, portraits(answer), new Provenance(Map.of(), "", information));
        assertThat(page)
                .contains("<th scope=\"row\">Licence</th><td>for &lt;research&gt;</td>")
                .contains("<td>RAVDESS, 10.5281/zenodo.1188976: CC BY-NC-SA 4.0</td>")
                .contains("<th scope=\"row\">Languages</th><td>en, pl</td>")
                .contains("<th scope=\"row\">Not for</th><td>hiring<br>policing</td>");
        assertThat(page(answer)).doesNotContain("Licence");
    }

    @Test
    void severalRecordingsAreOnOnePageWithIdsOfTheirOwn() {
        RecognitionReport report = new RecognitionReport(MODEL);
        Recognition first = Answers.of("a/first.mp4", 0, 0, 2, -1, 1);
        report.add(first, portraits(first));
        report.add(Answers.whole("second.mp4"), new FaceThumbnails());
        String page = report.page();
        assertThat(page).contains("2 recordings", "href=\"#clip-1\">first.mp4", "id=\"clip-2\"");
        assertThat(page.split("must not be used for hiring", -1)).hasSize(2);
        List<String> ids = Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(id -> id.group(1))
                .toList();
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void thePageTellsOfUtterancesAndOfTheShareOfSpeech() {
        String page = page(Answers.divided(Answers.of("clip.mp4", 0, 2), new Segmentation.Utterances()));
        assertThat(page)
                .contains("Its 2 utterances are", "Speech in 40 % of the time.")
                .doesNotContain("They overlap");
        assertThat(page(Answers.of("clip.mp4", 0, 2)))
                .contains("Its 2 windows are", "They overlap")
                .doesNotContain("Speech in");
    }

    @Test
    void theHeadlineSaysThatItIsOfTheWholeAndBarsHaveOneScale() {
        String page = page(Answers.of("clip.mp4", 0, 0, 2, -1, 1));
        assertThat(page)
                .contains("7.0 s, whole recording", "may differ: 2 happy, 1 angry")
                .contains("width:2.40rem")
                .doesNotContainPattern("class=\"bar[^>]*%");
    }

    @Test
    void thePlotHasACurveForEachEmotionThatBreaksWhereNothingIsSaid() {
        String page = page(Answers.of("clip.mp4", 0, 0, 2, -1, 1));
        int drawings = 2;
        assertThat(page.split("<polyline", -1)).hasSize(1 + drawings * 2 * 3);
        assertThat(page.split("class=\"tip\"", -1)).hasSize(1 + drawings * 5);
        assertThat(page).contains(">seconds</text>").contains("no prediction");
        assertThat(page(Answers.whole("clip.mp4"))).contains("recognised as a whole");
    }

    @Test
    void anHourHasAFewFacesAndReadableTicks() {
        Recognition hour = Answers.of("clip.mp4", new int[3600]);
        assertThat(portraits(hour).all()).hasSizeBetween(12, 24);
        TimeAxis axis = new TimeAxis(hour.seconds(), 40, 340);
        assertThat(axis.ticks()).hasSizeBetween(3, 8);
        assertThat(axis.label(1200)).isEqualTo("20:00");
        assertThat(new TimeAxis(6.2, 40, 900).ticks()).hasSizeBetween(6, 20);
    }
}
