package org.vavl.experiment;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report's tables as LaTeX, with the package booktabs. */
final class LatexReport {
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

    static String of(Report report) {
        return "% " + report.title() + "\n% Needs \\usepackage{booktabs}.\n"
                + report.sections().stream()
                        .filter(Report.Table.class::isInstance)
                        .map(section -> table((Report.Table) section))
                        .collect(Collectors.joining("\n"));
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
