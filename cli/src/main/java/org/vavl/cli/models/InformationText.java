package org.vavl.cli.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vavl.core.Counted;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.inference.TrainingSpeakers;

/** What others must know of a model, as people and programs read it. */
final class InformationText {
    private InformationText() {}

    /** What {@code --format json} prints: all but the digests. */
    record Summary(
            String licence,
            List<ModelInformation.DataSet> dataSets,
            List<String> languages,
            List<String> intendedUses,
            List<String> excludedUses,
            List<SpeakersSummary> speakers) {
        static Summary of(ModelInformation information) {
            return new Summary(
                    information.licence(),
                    information.dataSets(),
                    information.languages(),
                    information.intendedUses(),
                    information.excludedUses(),
                    information.speakers().stream()
                            .map(one -> new SpeakersSummary(
                                    one.count(), one.digests().size()))
                            .toList());
        }
    }

    /** How many speakers it, or an extractor, was trained on, and how many digests there are of them. */
    record SpeakersSummary(int count, int digests) {}

    /** Names and values, a line each; none of what is not said. */
    static List<Map.Entry<String, String>> lines(ModelInformation information) {
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        add(lines, "licence", information.licence());
        information.dataSets().forEach(set -> add(lines, "data set", dataSet(set)));
        add(lines, "languages", String.join(", ", information.languages()));
        information.intendedUses().forEach(use -> add(lines, "intended use", use));
        information.excludedUses().forEach(use -> add(lines, "excluded use", use));
        for (int i = 0; i < information.speakers().size(); i++) {
            add(
                    lines,
                    i == 0 ? "trained on" : "extractor trained on",
                    speakers(information.speakers().get(i)));
        }
        return lines;
    }

    private static void add(List<Map.Entry<String, String>> lines, String name, String value) {
        if (!value.isBlank()) {
            lines.add(Map.entry(name, value));
        }
    }

    private static String dataSet(ModelInformation.DataSet set) {
        return Stream.of(
                        set.name(),
                        set.source().isBlank() ? "" : "(" + set.source() + ")",
                        set.licence().isBlank() ? "" : "under: " + set.licence())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String speakers(TrainingSpeakers speakers) {
        return Counted.of(speakers.count(), "speaker")
                + (speakers.digests().size() < speakers.count() ? ", of whom not all can be checked" : "");
    }

    /** A section of a card, in Markdown; nothing if nothing is said. */
    static String markdown(ModelInformation information) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        lines(information).forEach(line -> byName.computeIfAbsent(line.getKey(), none -> new ArrayList<>())
                .add(line.getValue()));
        StringBuilder text = new StringBuilder();
        byName.forEach((name, values) -> values.forEach(value ->
                text.append("- ").append(name).append(": ").append(value).append(System.lineSeparator())));
        return text.toString();
    }
}
