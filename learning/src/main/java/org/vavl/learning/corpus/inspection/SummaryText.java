package org.vavl.learning.corpus.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vavl.core.Counted;
import org.vavl.learning.corpus.inspection.CorpusSummary.AttributeSummary;
import org.vavl.learning.corpus.inspection.CorpusSummary.ModalitySummary;
import org.vavl.learning.corpus.inspection.CorpusSummary.PartSummary;

/** A summary as text. */
final class SummaryText {
    private final CorpusSummary summary;
    private final List<String> lines = new ArrayList<>();

    private SummaryText(CorpusSummary summary) {
        this.summary = summary;
    }

    static String of(CorpusSummary summary) {
        SummaryText text = new SummaryText(summary);
        text.corpus();
        text.modalities();
        text.labels();
        text.partitions();
        return String.join(System.lineSeparator(), text.lines);
    }

    private void line(String line) {
        lines.add(line);
    }

    private void corpus() {
        Distribution perSpeaker = summary.clipsPerSpeaker();
        line(String.format(Locale.ROOT, "corpus     %s", summary.name()));
        line(String.format(Locale.ROOT, "digest     %s", summary.digest()));
        line(String.format(
                Locale.ROOT,
                "clips      %d of %s (%.0f to %.0f each, median %s)",
                summary.clips(),
                Counted.of(summary.speakers(), "speaker"),
                perSpeaker.minimum(),
                perSpeaker.maximum(),
                number(perSpeaker.median())));
        if (summary.withoutTarget() > 0) {
            line(String.format(Locale.ROOT, "           %d without a label for the task", summary.withoutTarget()));
        }
        summary.traits()
                .forEach((trait, values) -> line(String.format(Locale.ROOT, "%-10s %s", trait, counts(values))));
    }

    private void modalities() {
        for (ModalitySummary modality : summary.modalities()) {
            line("");
            line(String.format(
                    Locale.ROOT,
                    "modality   %s, %d values per frame, by %s",
                    modality.name(),
                    modality.width(),
                    modality.extractor()));
            line(String.format(
                    Locale.ROOT,
                    "           %s, %.2f hours, %.1f %% of frames invalid",
                    Counted.of(modality.clips(), "clip"),
                    modality.hours(),
                    100 * modality.invalidFrames()));
            modality.frames()
                    .ifPresent(
                            frames -> line(String.format(Locale.ROOT, "           frames a clip: %s", spread(frames))));
            modality.frameRates()
                    .filter(rates -> rates.maximum() > 1 || rates.minimum() < 1)
                    .ifPresent(rates ->
                            line(String.format(Locale.ROOT, "           frames per second: %s", spread(rates))));
        }
        line("");
        line(String.format(Locale.ROOT, "clips with %s", counts(summary.combinations())));
    }

    private void labels() {
        line("");
        summary.classes()
                .forEach((name, count) -> line(String.format(
                        Locale.ROOT,
                        "class      %-16s %7d  %5.1f %%",
                        name,
                        count,
                        100.0 * count / Math.max(1, summary.clips() - summary.withoutTarget()))));
        for (Map.Entry<String, AttributeSummary> entry : summary.attributes().entrySet()) {
            line(String.format(
                    Locale.ROOT,
                    "attribute  %-16s %s",
                    entry.getKey(),
                    spread(entry.getValue().values())));
            line(String.format(
                    Locale.ROOT, "           %-16s %s", "", entry.getValue().histogram()));
        }
    }

    private void partitions() {
        summary.partitions().forEach((name, parts) -> {
            List<String> words = new ArrayList<>();
            for (Map.Entry<String, PartSummary> part : parts.entrySet()) {
                words.add(String.format(
                        Locale.ROOT,
                        "%s %s of %s",
                        part.getKey(),
                        Counted.of(part.getValue().clips(), "clip"),
                        Counted.of(part.getValue().speakers(), "speaker")));
            }
            line(String.format(Locale.ROOT, "partition  %-10s %s", name, String.join(", ", words)));
        });
    }

    private static String counts(Map<String, Integer> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    private static String spread(Distribution spread) {
        return spread.minimum() == spread.maximum()
                ? number(spread.minimum())
                : number(spread.minimum()) + " to " + number(spread.maximum()) + ", median " + number(spread.median())
                        + ", mean " + number(spread.mean()) + " ± " + number(spread.deviation());
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
