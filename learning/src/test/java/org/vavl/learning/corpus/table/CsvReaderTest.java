package org.vavl.learning.corpus.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;

class CsvReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,name\n1,Ann\n2,\"Bé, \"\"b\"\"\"\n",
                "\uFEFFid,name\r\n1,Ann\r\n\r\n2,\"Bé, \"\"b\"\"\"\r\n\r\n",
                " id , name ,\n1 , Ann,x\n,,\n\n2,\"Bé, \"\"b\"\"\",",
            })
    void readsEveryKindOfLineEndMarkAndBlank(String text) {
        List<CsvRow> rows = CsvReader.rows(file(text));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).cells())
                .containsExactly(java.util.Map.entry("id", "1"), java.util.Map.entry("name", "Ann"));
        assertThat(rows.get(1).require("name")).isEqualTo("Bé, \"b\"");
    }

    @Test
    void namesFileAndLineOfARowWithTooFewCells() {
        assertThatThrownBy(() -> CsvReader.rows(file("id,name\n1,Ann\n2\n")))
                .isInstanceOf(VavlException.class)
                .hasMessageEndingWith(
                        "table.csv, line 3: the row has 1 cells, and must have one for each of the 2 columns");
    }

    @Test
    void namesFileAndLineOfWhatIsNotANumber() {
        CsvRow row = CsvReader.rows(file("id,value\nx,1\ny,two\n")).get(1);
        assertThatThrownBy(() -> row.number("value"))
                .hasMessageEndingWith("table.csv, line 3: value is 'two', and must be a number");
        assertThatThrownBy(() -> row.require("other")).isInstanceOf(VavlException.class);
    }

    @Test
    void numbersMustBeFiniteAndMeasurementsNeedNot() {
        CsvRow row = CsvReader.rows(file("a,b\n-inf,nan\n")).get(0);
        assertThatThrownBy(() -> row.number("a")).hasMessageContaining("finite");
        assertThat(row.measurement("a")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(row.measurement("b")).isNaN();
    }

    @Test
    void refusesAColumnThatIsThereTwice() {
        assertThatThrownBy(() -> CsvReader.open(file("id,Name,name\n")))
                .hasMessageEndingWith("table.csv has the column 'name' twice");
    }

    @Test
    void saysWhichColumnsThereAreIfOneIsMissing() {
        try (CsvReader reader = CsvReader.open(file("id|name\n"))) {
            assertThatThrownBy(() -> reader.requireColumn("id"))
                    .hasMessageEndingWith("table.csv has no column 'id'; it has id|name");
        }
    }

    @Test
    void semicolonsPartCellsWhereTheHeaderHasThemAndNoCommaAndThenNumbersHaveDecimalCommas() {
        List<CsvRow> rows = CsvReader.rows(file("\uFEFFid;\"a,b\";c\r\nx;3,5;-1,25e2\r\ny;2.5;1,000.5\r\n"));
        assertThat(rows.get(0).number("a,b")).contains(3.5);
        assertThat(rows.get(0).number("c")).contains(-125.0);
        assertThat(rows.get(1).number("a,b")).contains(2.5);
        assertThatThrownBy(() -> rows.get(1).number("c")).hasMessageContaining("line 3: c is '1,000.5'");
        assertThatThrownBy(
                        () -> CsvReader.rows(file("id,a\nx,\"3,5\"\n")).get(0).number("a"))
                .as("where commas part cells, another one is no decimal comma")
                .hasMessageContaining("a is '3,5', and must be a number");
        assertThat(CsvReader.rows(file("id,a;b\nx,y\n")).get(0).cell("a;b")).contains("y");
    }

    @Test
    void tabsPartCellsLikewise() {
        CsvRow row = CsvReader.rows(file("id\ta b\nx\t3.5\n")).get(0);
        assertThat(row.number("a b")).contains(3.5);
    }

    @Test
    void theFirstColumnWithoutANameHoldsTheRowsNames() {
        try (CsvReader reader = CsvReader.open(file("\"\",a,\n300001,x,y\n"))) {
            assertThat(reader.columns()).containsExactly("a");
            CsvRow row = reader.next().orElseThrow();
            assertThat(row.cell(CsvReader.ROW_NAMES)).contains("300001");
            assertThat(row.cell("a")).contains("x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", ",,\n"})
    void refusesATableWithoutAHeader(String text) {
        assertThatThrownBy(() -> CsvReader.open(file(text))).hasMessageContaining("is empty");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "id,name\n1,Bé\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CsvReader.rows(file))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void refusesMissingFilesAndFolders() {
        assertThatThrownBy(() -> CsvReader.open(folder.resolve("none.csv"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> CsvReader.open(folder)).hasMessageContaining("folder");
    }

    @Test
    void refusesAHugeCellWithoutReadingItAll() throws IOException {
        Path file = folder.resolve("huge.csv");
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write("id,name\n1,\"");
            for (int i = 0; i < 1_000; i++) {
                writer.write("0123456789".repeat(1_000));
            }
        }
        assertThatThrownBy(() -> CsvReader.rows(file))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("huge.csv, line 2")
                .hasMessageContaining("more than 10000 characters");
    }

    @Test
    void refusesARowOfEndlessCells() {
        String row = ",x".repeat(CsvCells.MAXIMUM_COLUMNS + 1);
        assertThatThrownBy(() -> CsvReader.rows(file("id,name\n1" + row + "\n")))
                .hasMessageContaining("cells");
    }

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("table.csv"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
