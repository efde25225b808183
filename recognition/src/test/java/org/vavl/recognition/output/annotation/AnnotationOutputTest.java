package org.vavl.recognition.output.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.output.Answers;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class AnnotationOutputTest {
    private static final Provenance MODEL = new Provenance(Map.of("version.vavl", "1.2.3"), "# VAVL & more\n\nText");
    private static final Recognition LONG = Answers.of("clip.mp4", 0, 0, 2, -1, 1);

    private static String emotionMl(Recognition answer) {
        return EmotionMl.of(answer, Path.of("media/a clip & more.mp4"), Path.of("out"), MODEL);
    }

    @Test
    void aTextGridHasTheTiersOfElansFileWithoutGaps() {
        String grid = TextGrid.of(LONG);
        assertThat(grid).startsWith("""
                File type = "ooTextFile"
                Object class = "TextGrid"

                xmin = 0
                xmax = 7
                tiers? <exists>
                size = 6
                item []:
                    item [1]:
                        class = "IntervalTier"
                        name = "whole recording"
                        xmin = 0
                        xmax = 7
                        intervals: size = 1
                        intervals [1]:
                            xmin = 0
                            xmax = 7
                            text = "sad & <low>"
                    item [2]:
                """).contains("""
                        name = "over time"
                        xmin = 0
                        xmax = 7
                        intervals: size = 4
                        intervals [1]:
                            xmin = 0
                            xmax = 3
                            text = "happy"
                        intervals [2]:
                            xmin = 3
                            xmax = 4
                            text = "angry"
                        intervals [3]:
                            xmin = 4
                            xmax = 5
                            text = ""
                        intervals [4]:
                            xmin = 5
                            xmax = 7
                            text = "sad & <low>"
                """.indent(0));
        assertThat(TextGrid.of(Answers.attributes("clip.mp4"))).contains("text = \"arousal 2.50, valence 3.25\"");
        assertThat(TextGrid.of(Answers.whole("clip.mp4"))).contains("xmax = 2.5\n");
    }

    @Test
    void bidsEventsAreWindowsAndTheirColumnsAreDescribed() throws Exception {
        BidsEvents events = BidsEvents.of(LONG, MODEL);
        assertThat(events.table().lines())
                .containsExactly(
                        "onset\tduration\ttrial_type\tprobability_happy\tprobability_sad_low_\tprobability_angry\tanswered_by\tunsure",
                        "0\t3\thappy\t0.6\t0.2\t0.2\tvisual\tn/a",
                        "1\t3\thappy\t0.6\t0.2\t0.2\tvisual\tn/a",
                        "2\t3\tangry\t0.2\t0.2\t0.6\tvisual\tn/a",
                        "3\t3\tn/a\tn/a\tn/a\tn/a\tn/a\tn/a",
                        "4\t3\tsad & <low>\t0.2\t0.6\t0.2\tvisual\tn/a");
        JsonNode described = new ObjectMapper().readTree(events.description());
        for (String column : events.table().lines().findFirst().orElseThrow().split("\t", -1)) {
            assertThat(described.at("/" + column + "/Description").asText())
                    .as(column)
                    .isNotBlank();
        }
        assertThat(described.at("/trial_type/Levels").size()).isEqualTo(3);
        assertThat(described.at("/GeneratedBy/Version").asText()).isEqualTo("1.2.3");
        BidsEvents values = BidsEvents.of(Answers.attributes("clip.mp4"), MODEL);
        assertThat(values.table())
                .startsWith("onset\tduration\tarousal\tvalence\tanswered_by\tunsure\n0\t3\t2.5\t3.25\tvisual\tn/a\n");
        assertThat(new ObjectMapper()
                        .readTree(values.description())
                        .at("/arousal/Description")
                        .asText())
                .isEqualTo("The value of arousal, from 1.0 to 5.0.");
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void emotionMlIsValid() throws Exception {
        for (Recognition answer : List.of(LONG, Answers.whole("clip.mp4"), Answers.attributes("clip.mp4"))) {
            SchemaFactory.newDefaultInstance()
                    .newSchema(AnnotationOutputTest.class.getResource("emotionml-written.xsd"))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(emotionMl(answer))));
        }
    }

    @Test
    void emotionMlNamesEachWindowWithItsClassesTheMostProbableFirst() throws Exception {
        Document document = parsed(emotionMl(LONG));
        List<String> said = new ArrayList<>();
        var emotions = document.getElementsByTagNameNS("*", "emotion");
        for (int i = 0; i < emotions.getLength(); i++) {
            Element emotion = (Element) emotions.item(i);
            Element first =
                    (Element) emotion.getElementsByTagNameNS("*", "category").item(0);
            Element reference =
                    (Element) emotion.getElementsByTagNameNS("*", "reference").item(0);
            said.add(emotion.getAttribute("id") + " " + emotion.getAttribute("offset-to-start") + "+"
                    + emotion.getAttribute("duration") + " " + emotion.getAttribute("expressed-through") + " "
                    + first.getAttribute("name") + " " + first.getAttribute("confidence") + " "
                    + reference.getAttribute("uri"));
        }
        String media = " ../media/a%20clip%20&%20more.mp4#t=";
        assertThat(said)
                .containsExactly(
                        "whole 0+7000 face sad_low_ 0.600000" + media + "0.000,7.000",
                        "window-1 0+3000 face happy 0.600000" + media + "0.000,3.000",
                        "window-2 1000+3000 face happy 0.600000" + media + "1.000,4.000",
                        "window-3 2000+3000 face angry 0.600000" + media + "2.000,5.000",
                        "window-5 4000+3000 face sad_low_ 0.600000" + media + "4.000,7.000");
        Element item = (Element) document.getElementsByTagNameNS("*", "item").item(1);
        assertThat(item.getAttribute("name") + " " + item.getTextContent().strip())
                .isEqualTo("sad_low_ sad & <low>");
        Document values = parsed(emotionMl(Answers.attributes("clip.mp4")));
        Element valence =
                (Element) values.getElementsByTagNameNS("*", "dimension").item(1);
        assertThat(valence.getAttribute("name") + " " + valence.getAttribute("value"))
                .isEqualTo("valence 0.562500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr", "de", "fa"})
    void nothingDependsOnTheLocale(String locale) {
        Locale before = Locale.getDefault();
        List<String> expected = all();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            assertThat(all()).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> all() {
        return List.of(TextGrid.of(LONG), BidsEvents.of(LONG, MODEL).table(), emotionMl(LONG));
    }
}
