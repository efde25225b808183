package org.vavl.learning.corpus.importer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vavl.core.Counted;

/**
 * What an import did.
 *
 * @param corpus the corpus's name
 * @param clips how many clips it has
 * @param clipsByModality how many of them have each modality
 * @param withoutFeatures the ids of the clips that were left out since no source has features of them
 * @param failures what could not be imported
 * @param warnings what about the corpus could mislead, a sentence each
 */
public record ImportReport(
        String corpus,
        int clips,
        Map<String, Integer> clipsByModality,
        List<String> withoutFeatures,
        List<Failure> failures,
        List<String> warnings) {
    private static final int NAMED = 10;

    /** Copies. */
    public ImportReport {
        clipsByModality = Map.copyOf(clipsByModality);
        withoutFeatures = List.copyOf(withoutFeatures);
        failures = List.copyOf(failures);
        warnings = List.copyOf(warnings);
    }

    /**
     * Something that could not be imported; the rest of the corpus was.
     *
     * @param clip the clip's id
     * @param message what is wrong
     */
    public record Failure(String clip, String message) {}

    /** The same for those who learn of the failures in another way. */
    public ImportReport withoutFailures() {
        return new ImportReport(corpus, clips, clipsByModality, withoutFeatures, List.of(), warnings);
    }

    /** The report in a few lines. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s: %s", corpus, Counted.of(clips, "clip")));
        clipsByModality.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        text.append(String.format(Locale.ROOT, ", %d with %s", entry.getValue(), entry.getKey())));
        if (!withoutFeatures.isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s left out, no features found: %s%s",
                    Counted.of(withoutFeatures.size(), "clip"),
                    String.join(", ", withoutFeatures.stream().limit(NAMED).toList()),
                    withoutFeatures.size() > NAMED ? ", …" : ""));
        }
        if (!failures.isEmpty()) {
            text.append(String.format(Locale.ROOT, "%n%s:", Counted.of(failures.size(), "failure")));
            failures.stream()
                    .limit(NAMED)
                    .forEach(failure -> text.append(String.format(Locale.ROOT, "%n  %s", failure.message())));
            if (failures.size() > NAMED) {
                text.append(String.format(Locale.ROOT, "%n  and %d more", failures.size() - NAMED));
            }
        }
        return text.toString();
    }
}
