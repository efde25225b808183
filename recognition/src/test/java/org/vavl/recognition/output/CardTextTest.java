package org.vavl.recognition.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardTextTest {
    @Test
    void writesHeadingsListsAndTables() {
        String html = CardText.html("# Model\n\n- one\n- two\n\n| head | F1 |\n| --- | --- |\n| visual | 0.76 |\n");
        assertThat(html).contains("<h1>Model</h1>").contains("<li>two</li>").contains("<td>0.76</td>");
    }

    @Test
    void bringsNoMarkupScriptOrPictureFromOutside() {
        String html = CardText.html(
                "<script>alert(1)</script>\n\n[a](javascript:alert(2)) ![a *face*](https://example.org/a.png)<img src=x>");
        assertThat(html).doesNotContain("<script").doesNotContain("<img").doesNotContain("javascript:");
        assertThat(html).doesNotContain("example.org").contains("a <em>face</em>");
    }
}
