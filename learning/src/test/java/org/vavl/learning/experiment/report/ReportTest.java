package org.vavl.learning.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    /** Classes that are not in Latin letters all had the same name, and the last picture took the place of the others. */
    @Test
    void filesHaveTheLettersOfWhateverScript() {
        assertThat(Report.fileName("f1.радость acoustic")).isEqualTo("f1-радость-acoustic");
        assertThat(Report.fileName("map 怒り")).isEqualTo("map-怒り");
        assertThat(Report.fileName("Fröhlich/../x")).isEqualTo("fröhlich-x");
        assertThat(Report.fileName("e\u0301")).isEqualTo("\u00e9");
        assertThat(Report.fileName("Uni. (A)")).isEqualTo("uni-a");
        assertThat(Report.fileName("?")).isEmpty();
    }

    @Test
    void twoTablesOfOneNameHaveAFileEach() {
        Report.Table table = new Report.Table("f1", "", List.of("a"), List.of());
        Report report = new Report("", List.of(table, new Report.Paragraph(""), table, table));
        assertThat(report.sections().stream()
                        .filter(Report.Table.class::isInstance)
                        .map(section -> ((Report.Table) section).name()))
                .containsExactly("f1", "f1-2", "f1-3");
    }
}
