package org.vavl.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "-s01",
                "+a",
                "@x",
                "\tx",
                "\rx",
                "'=x",
                "''-",
                "-1e5",
                "+.5",
                "-Infinity",
                "'quoted'",
                "",
                "a",
                "-",
                "-1;2"
            })
    void whatIsWrittenIsReadAndNoTextBeginsAFormula(String text) {
        String cell = CsvCell.write(text);
        assertThat(CsvCell.read(cell)).isEqualTo(text);
        assertThat(cell).matches("(?s)[^=+\\-@\\t\\r].*|[-+]?[0-9.]+(e[0-9]+)?|-Infinity|");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\"',
            value = {"-3.5,-3.5", "-s01,'-s01", "=2,'=2", "s01,s01"})
    void onlyTextGetsAnApostrophe(String text, String cell) {
        assertThat(CsvCell.write(text)).isEqualTo(cell);
    }
}
