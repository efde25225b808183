package org.vavl.recognition.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.vavl.recognition.inference.ModelInformation;

/** What others must know of a model before they use what it says, as a table of a page. */
final class TermsTable {
    private final List<String> rows = new ArrayList<>();

    private TermsTable(ModelInformation information) {
        row("Licence", information.licence().isBlank() ? List.of() : List.of(information.licence()));
        row("Trained on", information.dataSets().stream().map(TermsTable::text).toList());
        row(
                "Languages",
                information.languages().isEmpty() ? List.of() : List.of(String.join(", ", information.languages())));
        row("For", information.intendedUses());
        row("Not for", information.excludedUses());
    }

    /** The table; nothing if the model says nothing. */
    static String html(ModelInformation information) {
        List<String> rows = new TermsTable(information).rows;
        return rows.isEmpty()
                ? ""
                : "<div class=\"wide\"><table class=\"terms\"><tbody>\n" + String.join("\n", rows)
                        + "\n</tbody></table></div>\n";
    }

    private static String text(ModelInformation.DataSet data) {
        return data.name()
                + (data.source().isBlank() ? "" : ", " + data.source())
                + (data.licence().isBlank() ? "" : ": " + data.licence());
    }

    private void row(String name, List<String> values) {
        if (!values.isEmpty()) {
            rows.add("<tr><th scope=\"row\">" + name + "</th><td>"
                    + values.stream().map(HtmlPage::escape).collect(Collectors.joining("<br>")) + "</td></tr>");
        }
    }
}
