package org.vavl.cli.models;

import java.io.PrintWriter;
import java.util.Locale;
import org.vavl.core.configuration.YamlTree;

/** Prints what {@code info} says of a network for people. */
final class NetworkText {
    private NetworkText() {}

    static void print(NetworkDescription network, PrintWriter out) {
        out.print(YamlTree.format(network.settings()));
        out.println();
        network.modalities()
                .forEach(modality -> line(out, "input " + modality.name(), modality.width() + " values per frame"));
        line(out, "output", String.join(", ", network.task().outputNames()));
        out.println();
        network.parameters().parts().forEach((part, count) -> line(out, part, number(count)));
        line(out, "parameters in all", number(network.parameters().total()));
        network.published().ifPresent(comparison -> print(comparison, out));
        out.flush();
    }

    private static void print(NetworkDescription.Comparison comparison, PrintWriter out) {
        out.println();
        out.printf(Locale.ROOT, "%-28s %14s %14s  (%s)%n", "", "here", "published", comparison.source());
        comparison
                .figures()
                .forEach(row -> out.printf(
                        Locale.ROOT, "%-28s %14s %14s%n", row.name(), number(row.here()), number(row.published())));
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf(Locale.ROOT, "%-28s %14s%n", name, value);
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
