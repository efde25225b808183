package org.vavl.recognition.output.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.vavl.recognition.output.FaceThumbnails;
import org.vavl.recognition.output.RecognitionReport;
import org.vavl.recognition.output.RecognitionText;
import org.vavl.recognition.output.RelativeUrl;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

public class ElanFileTest {
    private static final Instant MADE = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Provenance MODEL = new Provenance(
            Map.of("version.vavl", "1.2.3", "seed", "7", "configuration", "a: 1\nb: 2\n"), "# VAVL\n\nText");

    /** Recognitions of all kinds, made once; one of an hour. */
    private static final Recognition SHORT = Answers.of("clip.mp4", 0, 0, 2, -1, 1);

    private static final Recognition HOUR = Answers.of("clip.mp4", new int[3700]);
    private static final Recognition ATTRIBUTES = Answers.attributes("clip.mp4");

    private static String file(Recognition answer) {
        return file(answer, "media/a clip & more.mp4", "out");
    }

    private static String file(Recognition answer, String media, String folder) {
        return ElanFile.of(answer, new ElanFile.Source(Path.of(media), Path.of(folder), MADE, MODEL));
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** The schema is our own, of the elements that are written, by the format's description; it is stricter than the published one. */
    public static void validate(String xml) throws Exception {
        SchemaFactory.newDefaultInstance()
                .newSchema(ElanFileTest.class.getResource("elan-written.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
    }

    @Test
    void allKindsOfAnswersAreValid() throws Exception {
        validate(file(Answers.of("clip.mp4", 0, 0, 2, -1, 1)));
        validate(file(Answers.whole("clip.mp4")));
        validate(file(Answers.attributes("clip.mp4")));
    }

    @Test
    void tiersSayWhichIsTheWholeAndWhichIsOverTime() throws Exception {
        Document document = parsed(file(Answers.of("clip.mp4", 0, 0, 2, -1, 1)));
        Map<String, Long> times = new HashMap<>();
        for (Element slot : elements(document, "TIME_SLOT")) {
            times.put(slot.getAttribute("TIME_SLOT_ID"), Long.parseLong(slot.getAttribute("TIME_VALUE")));
        }
        assertThat(elements(document, "TIER"))
                .extracting(tier -> tier.getAttribute("TIER_ID") + " < " + tier.getAttribute("PARENT_REF"))
                .containsExactly(
                        "whole recording < ",
                        "whole recording, probability in percent < whole recording",
                        "over time < ",
                        "over time, probability in percent < over time",
                        "over time, head visual < ",
                        "over time, head visual, probability in percent < over time, head visual");
        List<String> said = new ArrayList<>();
        for (Element annotation : elements(document, "ALIGNABLE_ANNOTATION")) {
            long begin = times.get(annotation.getAttribute("TIME_SLOT_REF1"));
            long end = times.get(annotation.getAttribute("TIME_SLOT_REF2"));
            said.add(begin + " to " + end + " " + annotation.getTextContent().strip());
        }
        assertThat(said)
                .containsExactly(
                        "0 to 7000 sad & <low>",
                        "0 to 3000 happy",
                        "3000 to 4000 angry",
                        "5000 to 7000 sad & <low>",
                        "0 to 3000 happy",
                        "3000 to 4000 angry",
                        "5000 to 7000 sad & <low>");
        assertThat(elements(document, "REF_ANNOTATION"))
                .extracting(annotation -> annotation.getTextContent().strip())
                .containsOnly("60")
                .hasSize(7);
    }

    @Test
    void emotionsAreAVocabularyToWhichAnnotationsRefer() throws Exception {
        Document document = parsed(file(Answers.of("clip.mp4", 0, 0, 2, -1, 1)));
        Map<String, String> vocabulary = new HashMap<>();
        for (Element entry : elements(document, "CV_ENTRY_ML")) {
            vocabulary.put(entry.getAttribute("CVE_ID"), entry.getTextContent().strip());
        }
        assertThat(vocabulary).containsValues("happy", "sad & <low>", "angry").hasSize(3);
        assertThat(elements(document, "ALIGNABLE_ANNOTATION"))
                .allSatisfy(annotation -> assertThat(vocabulary.get(annotation.getAttribute("CVE_REF")))
                        .isEqualTo(annotation.getTextContent().strip()));
        assertThat(elements(document, "PROPERTY"))
                .extracting(property -> property.getAttribute("NAME") + "=" + property.getTextContent())
                .contains("vavl:version.vavl=1.2.3", "vavl:model=VAVL", "vavl:seed=7", "lastUsedAnnotationId=14")
                .noneMatch(property -> property.startsWith("vavl:configuration"));
    }

    @Test
    void theRecordingIsFoundFromWhereTheFileIs() throws Exception {
        Document document = parsed(file(Answers.whole("x"), "media/take 1 at 50% ü#.wav", "out"));
        Element media = elements(document, "MEDIA_DESCRIPTOR").get(0);
        assertThat(media.getAttribute("RELATIVE_MEDIA_URL"))
                .isEqualTo("../media/take%201%20at%2050%25%20%C3%BC%23.wav");
        assertThat(media.getAttribute("MEDIA_URL"))
                .startsWith("file:///")
                .endsWith("/media/take%201%20at%2050%25%20%C3%BC%23.wav");
        assertThat(media.getAttribute("MIME_TYPE")).isEqualTo("audio/x-wav");
        assertThat(RelativeUrl.of(Path.of("a/b"), Path.of("a/b/c.wav"))).contains("./c.wav");
        assertThat(RelativeUrl.of(Path.of(""), Path.of("c:d.wav"))).contains("./c:d.wav");
    }

    @Test
    void namesWithControlCharactersAreStillXmlAndTheFileEndsWithALine() throws Exception {
        String xml = file(Answers.of("clip\u0000\u001b[31m.mp4", 0), "a\u0001b\u001b[1m.mp4", ".");
        validate(xml);
        assertThat(xml).endsWith(">\n").doesNotContain("\u001b").doesNotContain("\u0001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "ar", "tr", "de", "fa", "hi-u-nu-deva", "th-TH-u-nu-thai"})
    void nothingDependsOnTheLocale(String locale) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            List<String> expected = everything();
            Locale.setDefault(Locale.forLanguageTag(locale));
            assertThat(everything()).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> everything() {
        return List.of(
                file(SHORT),
                WebVtt.of(SHORT),
                RecognitionText.of(SHORT),
                RecognitionReport.of(SHORT, new FaceThumbnails(), MODEL),
                RecognitionReport.of(HOUR, new FaceThumbnails(), MODEL),
                RecognitionReport.of(ATTRIBUTES, new FaceThumbnails(), MODEL),
                RecognitionText.of(ATTRIBUTES));
    }
}
