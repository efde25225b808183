package org.vavl.recognition.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vavl.features.vision.FollowedFace;
import org.vavl.features.vision.FollowedFace.Place;
import org.vavl.features.vision.FollowedFace.Span;
import org.vavl.features.vision.image.Box;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.output.annotation.ElanFile;
import org.vavl.recognition.output.annotation.ElanFileTest;
import org.vavl.recognition.people.Person;

/** Two people, of whom the one on the right is the one that the answer is of. */
class PeopleOutputTest {
    private static final Recognition ALONE = Answers.whole("clip.mp4");
    private static final Recognition TWO = with(List.of(
            person(1, true, 500, List.of(0.7, 0.2, 0.1), new Span(0, 1.5), new Span(2, 2.5)),
            person(2, false, 20, List.of(0.1, 0.2, 0.7), new Span(0.25, 2.5))));

    private static Person person(int number, boolean main, double x, List<Double> outputs, Span... spans) {
        Place place = new Place(spans[0].begin(), new Box(x, 40, 80, 90));
        FollowedFace face = new FollowedFace(7 - number, 100.0 / number, List.of(spans), List.of(place), 640, 360);
        return new Person(number, main, face, Optional.of(outputs));
    }

    private static Recognition with(List<Person> people) {
        return new Recognition(
                ALONE.clip(),
                ALONE.seconds(),
                ALONE.task(),
                ALONE.prediction(),
                ALONE.modalities(),
                people.size(),
                people,
                List.of(),
                Optional.empty());
    }

    @Test
    void jsonHasTheirTimesBoxesAndWhatEachFaceSays() {
        RecognitionJson json = RecognitionJson.of(TWO);
        assertThat(json.people()).hasSize(2);
        PersonJson first = json.people().get(0);
        assertThat(first.person()).isEqualTo(1);
        assertThat(first.main()).isTrue();
        assertThat(first.position()).isEqualTo("at the right");
        assertThat(first.seconds()).isEqualTo(2);
        assertThat(first.spans()).containsExactly(new PersonJson.SpanJson(0, 1.5), new PersonJson.SpanJson(2, 2.5));
        assertThat(first.boxes()).containsExactly(new PersonJson.BoxJson(0, 500, 40, 80, 90));
        assertThat(first.emotion()).contains("happy");
        assertThat(first.outputs().orElseThrow()).containsEntry("happy", 0.7);
        assertThat(json.people().get(1).emotion()).contains("angry");
        assertThat(RecognitionJson.of(ALONE).people()).isEmpty();
    }

    @Test
    void textSaysWhomTheAnswerIsOfAndHasALineForEach() {
        assertThat(RecognitionText.of(TWO))
                .contains("2 faces were seen; the answer is of person 1 (at the right)")
                .contains("  person 1 (main), at the right, 0.0 to 1.5 s, 2.0 to 2.5 s: the face alone happy 0.70")
                .contains("  person 2, at the left, 0.3 to 2.5 s: the face alone angry 0.70");
        assertThat(RecognitionText.of(with(TWO.people().subList(0, 1))))
                .contains("1 face was seen")
                .doesNotContain("person");
        assertThat(RecognitionText.of(
                        with(List.of(TWO.people().get(1), TWO.people().get(1)))))
                .contains("the answer is of none of them");
    }

    @Test
    void pagesHaveARowForEach() {
        String page = RecognitionReport.of(TWO, new FaceThumbnails(), new Provenance(Map.of(), "# Card"));
        assertThat(page)
                .contains("<h2>People</h2>", "person 1 (main), at the right", "person 2, at the left", "angry 0.70");
    }

    @Test
    void elanFilesHaveATierForEach() throws Exception {
        ElanFile.Source source = new ElanFile.Source(
                Path.of("clip.mp4"), Path.of("."), Instant.EPOCH, new Provenance(Map.of(), "# Card"));
        String xml = ElanFile.of(TWO, source);
        ElanFileTest.validate(xml);
        assertThat(xml)
                .contains("TIER_ID=\"person 1 (main), at the right\"", "TIER_ID=\"person 2, at the left\"")
                .contains("happy 70 %", "angry 70 %", "TIME_VALUE=\"250\"", "TIME_VALUE=\"2000\"");
        long annotations =
                xml.lines().filter(line -> line.contains("ANNOTATION_ID=")).count();
        assertThat(xml).contains(">" + annotations + "</PROPERTY>");
    }
}
