package org.vavl.learning.experiment.complexity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vavl.core.clip.Head;
import org.vavl.learning.experiment.report.Report;
import org.vavl.model.ParameterCounts;

/** What was counted and measured of networks, as tables. */
final class ComplexityTables {
    private static final String NOTHING = "—";

    private final List<List<String>> parts = new ArrayList<>();
    private final List<List<String>> totals = new ArrayList<>();
    private final List<List<String>> times = new ArrayList<>();
    private final List<List<String>> peaks = new ArrayList<>();

    /** A network's parameters, and how many the paper says it has. */
    void add(String label, ParameterCounts counts, Optional<Long> published) {
        counts.parts().forEach((part, count) -> parts.add(List.of(label, part, number(count))));
        totals.add(List.of(
                label,
                number(counts.total()),
                megabytes(counts.total() * Float.BYTES),
                published.map(ComplexityTables::number).orElse(NOTHING)));
    }

    /** How long a head takes for a clip of so many seconds. */
    void add(String label, Head head, double seconds, InferenceLatency time) {
        times.add(List.of(
                label,
                head.name(),
                String.format(Locale.ROOT, "%.0f", seconds),
                String.format(Locale.ROOT, "%.2f", time.median() * 1000),
                String.format(Locale.ROOT, "%.2f", time.slow() * 1000),
                String.format(Locale.ROOT, "%.5f", time.median() / seconds)));
    }

    /** A network's memory, empty if nobody knows it. */
    void add(String label, Optional<PeakMemory> memory) {
        peaks.add(List.of(
                label,
                memory.map(PeakMemory::peak).map(ComplexityTables::megabytes).orElse(NOTHING),
                memory.map(PeakMemory::added).map(ComplexityTables::megabytes).orElse(NOTHING)));
    }

    /** The tables. */
    List<Report.Section> sections(int repetitions) {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(new Report.Table(
                "parameters",
                "Parameters, their memory in megabytes as float32, and what the paper says of the network, whose features are 1,024 and"
                        + " 1,408 wide.",
                List.of("model", "parameters", "MB", "published"),
                totals));
        sections.add(new Report.Table(
                "latency",
                "Time from features to an answer, for one clip of so many seconds at the corpus's frame rates, with the modalities that the"
                        + " head needs and no other: median and 95th percentile of " + repetitions
                        + " in milliseconds, after a warm-up; and the median over the clip's length. Extraction of features is not in it.",
                List.of("model", "head", "clip, s", "median, ms", "95 %, ms", "real-time factor"),
                times));
        sections.add(new Report.Table(
                "memory",
                "Peak resident memory, in megabytes, of a process that makes the network and answers clips of "
                        + Math.round(ComplexityExperiment.LONGEST)
                        + " s with each head, and how much of it came with the network and its answers, parts of"
                        + " libtorch that these were the first to use among it; — where the system does not say.",
                List.of("model", "process, MB", "network, MB"),
                peaks));
        sections.add(new Report.Table("parts", "Parameters by part.", List.of("model", "part", "parameters"), parts));
        return sections;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
