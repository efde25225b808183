package org.vavl.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void escapeSequencesOfAllKindsAreGone() {
        assertThat(PlainText.line("\u001b[2Jha\u001b[31;1mppy\u001b[0m")).isEqualTo("happy");
        assertThat(PlainText.line("\u001b]0;owned\u0007sad")).isEqualTo("sad");
        assertThat(PlainText.line("\u001b]8;;http://a\u001b\\link\u001b]8;;\u001b\\"))
                .isEqualTo("link");
        assertThat(PlainText.line("\u009b31mred\u001bc")).isEqualTo("red");
    }

    @Test
    void otherControlCharactersAreReplacedAndTextStays() {
        assertThat(PlainText.line("a\rb\u0000c\u0007d\u202ee\uffff\ud800f")).isEqualTo("a�b�c�d�e��f");
        assertThat(PlainText.line("a\nb\tc")).isEqualTo("a�b�c");
        assertThat(PlainText.lines("a\nb\tc\u001b[1m")).isEqualTo("a\nb\tc");
        String names = "häppy 怒り \ud83d\ude00 غضب می\u200cخواهم";
        assertThat(PlainText.line(names)).isSameAs(names);
    }
}
