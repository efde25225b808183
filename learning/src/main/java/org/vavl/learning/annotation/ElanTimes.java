package org.vavl.learning.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.w3c.dom.Element;

/**
 * When the annotations of an ELAN file are. A time slot without a value lies between those that have one, as far from each other as from them; an
 * annotation that refers to another one has its time, and where several refer to one they share it evenly, in their order.
 */
final class ElanTimes {
    private static final String ALIGNABLE = "ALIGNABLE_ANNOTATION";
    private static final String REFERENCE = "ANNOTATION_REF";
    private static final String MILLISECONDS = "milliseconds";
    private static final int MOST_GENERATIONS = 100;

    private final Path file;
    private final Map<String, Long> slots = new LinkedHashMap<>();
    private final Map<String, Span> spans = new LinkedHashMap<>();

    /**
     * A stretch of the recording.
     *
     * @param begin in milliseconds
     * @param end in milliseconds
     */
    record Span(long begin, long end) {}

    ElanTimes(Path file, Element root) {
        this.file = file;
        requireMilliseconds(root);
        ElanDocument.children(root, "TIME_ORDER").forEach(this::slots);
        List<Map<String, Element>> tiers = new ArrayList<>();
        long count = 0;
        for (Element tier : ElanDocument.children(root, "TIER")) {
            Map<String, Element> annotations = ElanDocument.annotations(tier);
            count += annotations.size();
            AnnotationFiles.requireFew(file, count);
            tiers.add(annotations);
        }
        tiers.forEach(this::aligned);
        int before = -1;
        for (int generation = 0; generation < MOST_GENERATIONS && spans.size() > before; generation++) {
            before = spans.size();
            tiers.forEach(this::referring);
        }
    }

    /** By the annotation's id; one that refers to nothing that is there has none. */
    Map<String, Span> spans() {
        return Collections.unmodifiableMap(spans);
    }

    private void requireMilliseconds(Element root) {
        for (Element header : ElanDocument.children(root, "HEADER")) {
            String units = header.getAttribute("TIME_UNITS");
            if (!units.isEmpty() && !units.equals(MILLISECONDS)) {
                throw new VavlException(file + ": its times are in " + units + ", and must be in " + MILLISECONDS);
            }
        }
    }

    private void slots(Element order) {
        List<String> waiting = new ArrayList<>();
        long last = 0;
        for (Element slot : ElanDocument.children(order, "TIME_SLOT")) {
            String id = slot.getAttribute("TIME_SLOT_ID");
            String value = slot.getAttribute("TIME_VALUE");
            if (value.isEmpty()) {
                waiting.add(id);
                continue;
            }
            long time = milliseconds(id, value);
            for (int i = 0; i < waiting.size(); i++) {
                slots.put(waiting.get(i), last + (time - last) * (i + 1) / (waiting.size() + 1));
            }
            waiting.clear();
            slots.put(id, time);
            last = time;
        }
        for (String id : waiting) {
            slots.put(id, last);
        }
    }

    private long milliseconds(String id, String value) {
        try {
            long time = Long.parseLong(value.strip());
            if (time >= 0 && time <= 1_000_000_000_000L) {
                return time;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new VavlException(file + ": time slot " + id + " is '" + value
                + "', and must be a whole number of milliseconds, 0 or more");
    }

    private void aligned(Map<String, Element> tier) {
        tier.forEach((id, annotation) -> {
            if (annotation.getTagName().equals(ALIGNABLE)) {
                long begin = slot(id, annotation.getAttribute("TIME_SLOT_REF1"));
                long end = slot(id, annotation.getAttribute("TIME_SLOT_REF2"));
                if (end < begin) {
                    throw new VavlException(file + ": annotation " + id + " ends at " + end
                            + " ms, before its begin at " + begin + " ms");
                }
                spans.put(id, new Span(begin, end));
            }
        });
    }

    private long slot(String annotation, String slot) {
        return Optional.ofNullable(slots.get(slot))
                .orElseThrow(() -> new VavlException(file + ": annotation " + annotation + " refers to the time slot '"
                        + slot + "', which is not there"));
    }

    /** Those whose parent's time is known. */
    private void referring(Map<String, Element> tier) {
        Map<String, List<String>> children = new LinkedHashMap<>();
        tier.forEach((id, annotation) -> {
            String parent = annotation.getAttribute(REFERENCE);
            if (!parent.isEmpty()) {
                children.computeIfAbsent(parent, key -> new ArrayList<>()).add(id);
            }
        });
        children.forEach((parent, ids) -> {
            Span span = spans.get(parent);
            for (int i = 0; span != null && i < ids.size(); i++) {
                long length = span.end() - span.begin();
                spans.put(
                        ids.get(i),
                        new Span(span.begin() + length * i / ids.size(), span.begin() + length * (i + 1) / ids.size()));
            }
        });
    }
}
