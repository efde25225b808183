package org.vavl.recognition.output;

import java.io.StringWriter;
import java.net.URLConnection;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.vavl.recognition.Recognition;

/**
 * Answers as a file of ELAN, the annotation tool of the Max Planck Institute for Psycholinguistics: a tier for the answer and one for each
 * head, with an annotation for each run of windows with the same emotion.
 *
 * <p>Source: "EAF: The ELAN Annotation Format", schema version 3.0.
 */
public final class ElanFile {
    private static final String TYPE = "emotion";
    private static final String VERSION = "3.0";
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    /** What ELAN calls media whose type it is not told. */
    private static final String UNKNOWN_MEDIA = "unknown";

    private static final long MILLISECONDS = 1000;

    private final Recognition answer;
    private final XMLStreamWriter xml;
    private final Map<Long, String> slots = new LinkedHashMap<>();
    private int annotations;

    private ElanFile(Recognition answer, XMLStreamWriter xml) {
        this.answer = answer;
        this.xml = xml;
    }

    /**
     * The file's content.
     *
     * @param media the recording, to which the file refers
     * @param made when
     */
    public static String of(Recognition answer, Path media, Instant made) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new ElanFile(answer, xml).write(media, made);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML in memory", e);
        }
        return text.toString();
    }

    private void write(Path media, Instant made) throws XMLStreamException {
        Map<String, List<EmotionSegment>> tiers = tiers();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("ANNOTATION_DOCUMENT");
        xml.writeNamespace("xsi", SCHEMA_INSTANCE);
        xml.writeAttribute(
                "xsi", SCHEMA_INSTANCE, "noNamespaceSchemaLocation", "http://www.mpi.nl/tools/elan/EAFv3.0.xsd");
        attributes(
                "AUTHOR",
                "Vavl",
                "DATE",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        made.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)),
                "FORMAT",
                VERSION,
                "VERSION",
                VERSION);
        header(media);
        timeOrder(tiers);
        for (Map.Entry<String, List<EmotionSegment>> tier : tiers.entrySet()) {
            tier(tier.getKey(), tier.getValue());
        }
        xml.writeEmptyElement("LINGUISTIC_TYPE");
        attributes("GRAPHIC_REFERENCES", "false", "LINGUISTIC_TYPE_ID", TYPE, "TIME_ALIGNABLE", "true");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private Map<String, List<EmotionSegment>> tiers() {
        Map<String, List<EmotionSegment>> tiers = new LinkedHashMap<>();
        tiers.put("answer", EmotionSegment.ofPrediction(answer));
        answer.prediction().heads().keySet().forEach(head -> tiers.put(head, EmotionSegment.ofHead(answer, head)));
        return tiers;
    }

    private void header(Path media) throws XMLStreamException {
        xml.writeStartElement("HEADER");
        attributes("MEDIA_FILE", "", "TIME_UNITS", "milliseconds");
        xml.writeEmptyElement("MEDIA_DESCRIPTOR");
        attributes(
                "MEDIA_URL",
                media.toAbsolutePath().normalize().toUri().toString(),
                "MIME_TYPE",
                Optional.ofNullable(URLConnection.guessContentTypeFromName(String.valueOf(media.getFileName())))
                        .orElse(UNKNOWN_MEDIA),
                "RELATIVE_MEDIA_URL",
                "./" + media.getFileName());
        xml.writeEndElement();
    }

    private void timeOrder(Map<String, List<EmotionSegment>> tiers) throws XMLStreamException {
        Map<Long, String> sorted = new TreeMap<>();
        tiers.values()
                .forEach(episodes -> episodes.forEach(episode -> {
                    sorted.put(milliseconds(episode.begin()), "");
                    sorted.put(milliseconds(episode.end()), "");
                }));
        xml.writeStartElement("TIME_ORDER");
        for (long time : sorted.keySet()) {
            slots.put(time, "ts" + (slots.size() + 1));
            xml.writeEmptyElement("TIME_SLOT");
            attributes("TIME_SLOT_ID", "ts" + slots.size(), "TIME_VALUE", Long.toString(time));
        }
        xml.writeEndElement();
    }

    private static long milliseconds(double seconds) {
        return Math.round(seconds * MILLISECONDS);
    }

    private void tier(String name, List<EmotionSegment> episodes) throws XMLStreamException {
        xml.writeStartElement("TIER");
        attributes("LINGUISTIC_TYPE_REF", TYPE, "TIER_ID", name);
        for (EmotionSegment episode : episodes) {
            xml.writeStartElement("ANNOTATION");
            xml.writeStartElement("ALIGNABLE_ANNOTATION");
            attributes(
                    "ANNOTATION_ID",
                    "a" + ++annotations,
                    "TIME_SLOT_REF1",
                    slot(episode.begin()),
                    "TIME_SLOT_REF2",
                    slot(episode.end()));
            xml.writeStartElement("ANNOTATION_VALUE");
            xml.writeCharacters(episode.label(answer.task()));
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private String slot(double seconds) {
        return slots.getOrDefault(milliseconds(seconds), "");
    }

    private void attributes(String... namesAndValues) throws XMLStreamException {
        List<String> pairs = new ArrayList<>(List.of(namesAndValues));
        for (int i = 0; i < pairs.size(); i += 2) {
            xml.writeAttribute(pairs.get(i), pairs.get(i + 1));
        }
    }
}
