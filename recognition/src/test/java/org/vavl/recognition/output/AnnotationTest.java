package org.vavl.recognition.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.vavl.recognition.Recognition;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Answers as subtitles and as ELAN's files. */
class AnnotationTest {
    private static final Instant MADE = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void aCueIsARunOfWindowsThatSayTheSameEachForTheTimeAroundItsMiddle() {
        assertThat(WebVtt.of(Answers.of("clip.mp4", 0, 0, 2, -1, 1))).isEqualTo("""
                WEBVTT

                1
                00:00:00.000 --> 00:00:03.000
                happy 60 %

                2
                00:00:03.000 --> 00:00:04.000
                angry 60 %

                3
                00:00:05.000 --> 00:00:07.000
                sad &amp; &lt;low&gt; 60 %
                """);
    }

    @Test
    void aRecordingWithoutWindowsIsOneCue() {
        assertThat(WebVtt.of(Answers.whole("clip.mp4"))).contains("00:00:00.000 --> 00:00:02.500\nsad");
        int[] hour = new int[3700];
        assertThat(WebVtt.of(Answers.of("clip.mp4", hour))).contains("00:00:00.000 --> 01:01:42.000");
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

    @Test
    void elanFindsTiersOfAnnotationsBetweenTimesThatRise() throws Exception {
        Recognition answer = Answers.of("clip.mp4", 0, 0, 2, -1, 1);
        Document document = parsed(ElanFile.of(answer, Path.of("folder", "a clip & more.mp4"), MADE));
        Element root = document.getDocumentElement();
        assertThat(root.getAttribute("FORMAT")).isEqualTo("3.0");
        assertThat(root.getAttribute("DATE")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(root.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "noNamespaceSchemaLocation"))
                .endsWith("EAFv3.0.xsd");
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < root.getChildNodes().getLength(); i++) {
            parts.add(root.getChildNodes().item(i).getNodeName());
        }
        assertThat(parts).containsExactly("HEADER", "TIME_ORDER", "TIER", "TIER", "LINGUISTIC_TYPE");
        Element media = elements(document, "MEDIA_DESCRIPTOR").get(0);
        assertThat(media.getAttribute("MEDIA_URL")).startsWith("file:/").endsWith("/a%20clip%20&%20more.mp4");
        assertThat(media.getAttribute("MIME_TYPE")).isEqualTo("video/mp4");
        Map<String, Long> times = new HashMap<>();
        for (Element slot : elements(document, "TIME_SLOT")) {
            times.put(slot.getAttribute("TIME_SLOT_ID"), Long.parseLong(slot.getAttribute("TIME_VALUE")));
        }
        assertThat(elements(document, "TIER"))
                .extracting(tier -> tier.getAttribute("TIER_ID"))
                .containsExactly("answer", "visual");
        List<String> said = new ArrayList<>();
        for (Element annotation : elements(document, "ALIGNABLE_ANNOTATION")) {
            long begin = times.get(annotation.getAttribute("TIME_SLOT_REF1"));
            long end = times.get(annotation.getAttribute("TIME_SLOT_REF2"));
            said.add(begin + " to " + end + " " + annotation.getTextContent());
        }
        assertThat(said)
                .containsExactly(
                        "0 to 3000 happy",
                        "3000 to 4000 angry",
                        "5000 to 7000 sad & <low>",
                        "0 to 3000 happy",
                        "3000 to 4000 angry",
                        "5000 to 7000 sad & <low>");
        assertThat(elements(document, "ALIGNABLE_ANNOTATION"))
                .extracting(annotation -> annotation.getAttribute("ANNOTATION_ID"))
                .doesNotHaveDuplicates();
    }
}
