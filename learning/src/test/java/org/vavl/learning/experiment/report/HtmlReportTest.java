package org.vavl.learning.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vavl.learning.plot.BarsPlot;

class HtmlReportTest {
    private static String page(Report.Section... sections) {
        return HtmlReport.of(new Report("A <report>", List.of(sections)));
    }

    private static Report.Table table(String cell) {
        return new Report.Table("results", "What & why.", List.of("model", "F1"), List.of(List.of("A<B", cell)));
    }

    @Test
    void aPageFitsLightAndDarkScreensAndTelephones() {
        assertThat(page())
                .contains("<title>A &lt;report&gt;</title>", "name=\"viewport\"", "color-scheme: light dark")
                .contains("@media (prefers-color-scheme: dark)", "background: var(--ground); color: var(--ink)")
                .doesNotContain("http");
    }

    @Test
    void tablesScrollInTheirOwnBoxAndSayWhatARowIsAbout() {
        assertThat(page(table("0.5±.1")))
                .contains(".wide { overflow-x: auto; }")
                .contains("<div class=\"wide\" tabindex=\"0\"><table class=\"results\">")
                .contains("<tr><th scope=\"col\">model</th><th scope=\"col\">F1</th></tr>")
                .contains("<tr><th scope=\"row\">A&lt;B</th><td>0.5±.1</td></tr>")
                .contains(".results th:first-child { text-align: left; padding-left: 0; position: sticky; left: 0;");
    }

    @Test
    void sentencesInATableAreBrokenIntoLines() {
        assertThat(page(table("training diverged at step 3: the loss of the update joint is not a number")))
                .contains("<td class=\"text\">training diverged");
        assertThat(page()).contains(".results .text { text-align: left; white-space: normal;");
    }

    @Test
    void picturesBecomeNarrowerWithThePageAndDarkWithTheScreen() {
        BarsPlot bars = new BarsPlot("distance", "1 − cosine", List.of(new BarsPlot.Bar("VAVL", 0.9, 0.1)));
        assertThat(page(new Report.Figure("distances", "How far \"apart\".", bars)))
                .contains("<svg role=\"img\" aria-label=\"How far &quot;apart&quot;.\"")
                .contains("max-width: min(100%, ", ".panels svg { min-width: 0; max-width: 100%; height: auto; }")
                .contains("class=\"plot\"", "--plot-0072b2: #4da6e0")
                .doesNotContain("<svg color");
    }

    @Test
    void commandsAndConfigurationsStandAsTheyAre() {
        assertThat(page(
                        new Report.Command("vavl experiment table a&b.yaml --out repeated"),
                        new Report.Listing("experiment.yaml", "corpus: <here>\n")))
                .contains("<pre class=\"command\">vavl experiment table a&amp;b.yaml --out repeated</pre>")
                .contains("<summary>experiment.yaml</summary><pre>corpus: &lt;here&gt;\n</pre>")
                .contains(".command { white-space: pre; overflow-x: auto; }");
    }
}
