package org.vavl.learning.experiment.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report's tables and pictures as LaTeX, with the packages booktabs and graphicx. */
public final class LatexReport {
    private static final Map<String, String> SPECIAL = Map.ofEntries(
            Map.entry("\\", "\\textbackslash{}"),
            Map.entry("&", "\\&"),
            Map.entry("%", "\\%"),
            Map.entry("$", "\\$"),
            Map.entry("#", "\\#"),
            Map.entry("_", "\\_"),
            Map.entry("{", "\\{"),
            Map.entry("}", "\\}"),
            Map.entry("~", "\\textasciitilde{}"),
            Map.entry("^", "\\textasciicircum{}"),
            Map.entry("±", "$\\pm$"),
            Map.entry("—", "---"),
            Map.entry("*", "$^{*}$"),
            Map.entry("<", "$<$"),
            Map.entry(">", "$>$"),
            Map.entry("−", "$-$"));

    private LatexReport() {}

    public static String of(Report report) {
        return "% " + report.title() + "\n% Needs \\usepackage{booktabs,graphicx}.\n"
                + report.sections().stream()
                        .flatMap(section -> of(section).stream())
                        .collect(Collectors.joining("\n"));
    }

    private static Optional<String> of(Report.Section section) {
        if (section instanceof Report.Table table) {
            return Optional.of(table(table));
        }
        return section instanceof Report.Figure figure ? Optional.of(figure(figure)) : Optional.empty();
    }

    private static String figure(Report.Figure figure) {
        return "\\begin{figure}\n  \\centering\n  \\includegraphics[width=\\linewidth]{" + figure.name()
                + ".pdf}\n  \\caption{" + escape(figure.caption()) + "}\n  \\label{fig:" + figure.name()
                + "}\n\\end{figure}\n";
    }

    private static String table(Report.Table table) {
        return "\\begin{table}\n  \\centering\n  \\caption{" + escape(table.caption()) + "}\n  \\label{tab:"
                + table.name()
                + "}\n  \\begin{tabular}{l" + "r".repeat(table.header().size() - 1) + "}\n    \\toprule\n"
                + row(table.header()) + "    \\midrule\n"
                + table.rows().stream().map(LatexReport::row).collect(Collectors.joining())
                + "    \\bottomrule\n  \\end{tabular}\n\\end{table}\n";
    }

    private static String row(List<String> cells) {
        return cells.stream().map(LatexReport::escape).collect(Collectors.joining(" & ", "    ", " \\\\\n"));
    }

    static String escape(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(character -> SPECIAL.getOrDefault(character, character))
                .collect(Collectors.joining());
    }
}
