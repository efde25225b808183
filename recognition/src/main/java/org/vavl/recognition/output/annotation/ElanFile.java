package org.vavl.recognition.output.annotation;

import static org.vavl.recognition.output.annotation.ElanTier.ATTRIBUTES;
import static org.vavl.recognition.output.annotation.ElanTier.EMOTION;
import static org.vavl.recognition.output.annotation.ElanTier.PROBABILITY;

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
import java.util.TreeSet;
import org.vavl.core.clip.Task;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.inference.Provenance;
import org.vavl.recognition.output.EmotionSegment;
import org.vavl.recognition.output.RelativeUrl;
import org.vavl.recognition.output.WholeAndWindows;

/**
 * Recognitions as a file of ELAN, the annotation tool of the Max Planck Institute for Psycholinguistics. One tier holds the prediction of
 * the whole recording, one those over time, and one for each head those of that head, with an annotation for each run of windows with the
 * same emotion; one more for each person says when the face is there. Where the model is not sure of an emotion that stands there, with the two most
 * probable ones and their probabilities below. Emotions are a controlled vocabulary, and each tier of them has one that depends on it with their probabilities in percent.
 * The header's properties name the model, its version and where it comes from.
 *
 * <p>Source: "EAF: The ELAN Annotation Format", schema version 3.0.
 */
public final class ElanFile {
    private static final String VERSION = "3.0";
    private static final String SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd";
    /** What ELAN calls media whose type it is not told. */
    private static final String UNKNOWN_MEDIA = "unknown";

    private static final String TITLE = "# ";
    private static final int LONGEST_FACT = 200;

    private final Recognition answer;
    private final boolean isEmotion;
    private final List<ElanTier.OfPerson> people;
    private final ElanXml xml = new ElanXml();
    private final Map<Long, String> slots = new LinkedHashMap<>();
    private int annotations;

    /**
     * What a file says of itself.
     *
     * @param media the recording, to which the file refers
     * @param folder in which the file will be
     * @param made when
     * @param model what made the predictions
     */
    public record Source(Path media, Path folder, Instant made, Provenance model) {}

    private ElanFile(Recognition answer) {
        this.answer = answer;
        this.isEmotion = answer.task() instanceof Task.Classification;
        this.people = ElanTier.OfPerson.of(answer);
    }

    /** The file's content. */
    public static String of(Recognition answer, Source source) {
        return new ElanFile(answer).write(source);
    }

    private String write(Source source) {
        List<ElanTier> tiers = ElanTier.of(answer);
        xml.begin(
                "ANNOTATION_DOCUMENT",
                "AUTHOR",
                "Vavl",
                "DATE",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        source.made().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)),
                "FORMAT",
                VERSION,
                "VERSION",
                VERSION);
        xml.schema(SCHEMA);
        header(source, tiers);
        timeOrder(tiers);
        tiers.forEach(this::tier);
        people.forEach(this::person);
        boolean isUnsure =
                tiers.stream().anyMatch(tier -> tier.segments().stream().anyMatch(EmotionSegment::unsure));
        new ElanTypes(answer.task(), !people.isEmpty(), isUnsure).write(xml);
        xml.end();
        return xml.finish();
    }

    private void header(Source source, List<ElanTier> tiers) {
        Path media = source.media().toAbsolutePath().normalize();
        List<String> descriptor = new ArrayList<>(List.of(
                "MEDIA_URL",
                media.toUri().toASCIIString(),
                "MIME_TYPE",
                Optional.ofNullable(URLConnection.guessContentTypeFromName(
                                String.valueOf(media.getFileName()).replace('#', '_')))
                        .orElse(UNKNOWN_MEDIA)));
        RelativeUrl.of(source.folder(), media)
                .ifPresent(relative -> descriptor.addAll(List.of("RELATIVE_MEDIA_URL", relative)));
        xml.begin("HEADER", "MEDIA_FILE", "", "TIME_UNITS", "milliseconds");
        xml.empty("MEDIA_DESCRIPTOR", descriptor.toArray(String[]::new));
        properties(source.model());
        String note = WholeAndWindows.note(answer);
        if (!note.isEmpty()) {
            property("tiers", note);
        }
        answer.unsure().ifPresent(why -> property("unsure", why.text()));
        xml.text("PROPERTY", Integer.toString(lastAnnotation(tiers)), "NAME", "lastUsedAnnotationId");
        xml.end();
    }

    /** The model's name, which is its card's title, and those facts that are one line. */
    private void properties(Provenance model) {
        model.card()
                .lines()
                .filter(line -> line.startsWith(TITLE))
                .findFirst()
                .ifPresent(title -> property("model", title.substring(TITLE.length())));
        model.facts().forEach((name, value) -> {
            if (value.length() <= LONGEST_FACT && value.lines().count() == 1) {
                property(name, value);
            }
        });
    }

    private void property(String name, String value) {
        xml.text("PROPERTY", value, "NAME", "vavl:" + name);
    }

    private int lastAnnotation(List<ElanTier> tiers) {
        return tiers.stream()
                        .mapToInt(tier -> tier.segments().size() * (isEmotion ? 2 : 1))
                        .sum()
                + people.stream().mapToInt(person -> person.spans().size()).sum();
    }

    private void timeOrder(List<ElanTier> tiers) {
        TreeSet<Long> times = new TreeSet<>();
        tiers.forEach(tier -> tier.segments().forEach(segment -> {
            times.add(ElanTier.begin(segment));
            times.add(ElanTier.end(segment));
        }));
        people.forEach(person -> person.spans().forEach(span -> {
            times.add(span.begin());
            times.add(span.end());
        }));
        xml.begin("TIME_ORDER");
        for (long time : times) {
            String id = "ts" + (slots.size() + 1);
            slots.put(time, id);
            xml.empty("TIME_SLOT", "TIME_SLOT_ID", id, "TIME_VALUE", Long.toString(time));
        }
        xml.end();
    }

    /** A tier, and where it has emotions the one with their probabilities. */
    private void tier(ElanTier tier) {
        Map<String, EmotionSegment> written = new LinkedHashMap<>();
        xml.begin("TIER", "LINGUISTIC_TYPE_REF", isEmotion ? EMOTION : ATTRIBUTES, "TIER_ID", tier.name());
        for (EmotionSegment segment : tier.segments()) {
            String id = nextId();
            written.put(id, segment);
            List<String> attributes = new ArrayList<>(List.of(
                    "ANNOTATION_ID",
                    id,
                    "TIME_SLOT_REF1",
                    slot(ElanTier.begin(segment)),
                    "TIME_SLOT_REF2",
                    slot(ElanTier.end(segment))));
            if (isEmotion) {
                attributes.addAll(
                        List.of("CVE_REF", segment.unsure() ? ElanTypes.UNSURE : ElanTypes.entry(segment.largest())));
            }
            annotation("ALIGNABLE_ANNOTATION", segment.label(answer.task()), attributes);
        }
        xml.end();
        if (isEmotion) {
            xml.begin(
                    "TIER",
                    "LINGUISTIC_TYPE_REF",
                    PROBABILITY,
                    "PARENT_REF",
                    tier.name(),
                    "TIER_ID",
                    tier.name() + ", " + PROBABILITY);
            written.forEach((id, segment) -> annotation(
                    "REF_ANNOTATION",
                    segment.percent(answer.task()),
                    List.of("ANNOTATION_ID", nextId(), "ANNOTATION_REF", id)));
            xml.end();
        }
    }

    /** When a person is there, and what the face alone says. */
    private void person(ElanTier.OfPerson person) {
        xml.begin("TIER", "LINGUISTIC_TYPE_REF", ElanTypes.PEOPLE, "TIER_ID", person.name());
        for (ElanTier.OfPerson.Span span : person.spans()) {
            annotation(
                    "ALIGNABLE_ANNOTATION",
                    person.said(),
                    List.of(
                            "ANNOTATION_ID",
                            nextId(),
                            "TIME_SLOT_REF1",
                            slot(span.begin()),
                            "TIME_SLOT_REF2",
                            slot(span.end())));
        }
        xml.end();
    }

    private void annotation(String kind, String value, List<String> attributes) {
        xml.begin("ANNOTATION");
        xml.begin(kind, attributes.toArray(String[]::new));
        xml.text("ANNOTATION_VALUE", value);
        xml.end();
        xml.end();
    }

    private String nextId() {
        return "a" + ++annotations;
    }

    private String slot(long milliseconds) {
        return slots.getOrDefault(milliseconds, "");
    }
}
