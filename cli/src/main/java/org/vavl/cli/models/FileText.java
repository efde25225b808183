package org.vavl.cli.models;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vavl.learning.confidence.ConfidenceText;
import org.vavl.learning.fusion.FusionText;

/** Prints what {@code info} says of a model in a file for people. */
final class FileText {
    private FileText() {}

    static void print(FileDescription file, PrintWriter out) {
        NetworkText.print(file.network(), out);
        out.println();
        file.extractors()
                .forEach((name, extractor) -> out.printf(
                        Locale.ROOT, "%-28s %s %s%n", "extractor " + name, extractor.name(), extractor.version()));
        FusionText.weights(file.fusion())
                .lines()
                .forEach(line -> out.printf(Locale.ROOT, "%-28s %s%n", "fusion", line));
        file.calibration()
                .temperatures()
                .forEach((head, scaling) ->
                        out.printf(Locale.ROOT, "%-28s %.3f%n", "temperature " + head, scaling.temperature()));
        file.calibration()
                .states()
                .forEach(state -> out.printf(
                        Locale.ROOT,
                        "%-28s %s with %s%n",
                        "temperature " + state.head(),
                        ConfidenceText.temperature(state),
                        state.modalities().stream().sorted().collect(Collectors.joining(" and "))));
        file.unsure().forEach(line -> out.printf(Locale.ROOT, "%-28s %s%n", "not sure", line));
        file.informationLines().forEach(line -> out.printf(Locale.ROOT, "%-28s %s%n", line.getKey(), line.getValue()));
        file.provenance().facts().forEach((name, value) -> out.printf(Locale.ROOT, "%-28s %s%n", name, value));
        out.printf(Locale.ROOT, "%n%s%n", file.provenance().card());
    }
}
