package org.vavl.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PlainOutputTest {
    private static final String HOSTILE = "a\u001b[2J\u001b]0;title\u0007b\u009b31mc\u202ed";
    private static final String PLAIN = "abc\ufffdd";

    private final StringWriter written = new StringWriter();
    private final PrintWriter out = PlainOutput.of(new PrintWriter(written));

    @Test
    void whateverWayItIsPrintedTextOnlyShowsItself() {
        out.println(HOSTILE);
        out.printf(Locale.ROOT, "%s|%10s|%n", HOSTILE, "\u001b[1m");
        out.append(HOSTILE).append('\u001b').append("[31m").append('\u0007');
        out.print(HOSTILE.toCharArray());
        assertThat(written.toString().replace("\r\n", "\n"))
                .isEqualTo(PLAIN + "\n" + PLAIN + "|      |\n" + PLAIN + "\ufffd[31m\ufffd" + PLAIN);
    }

    @Test
    void linesTabsAndAllThatPeopleWriteStay() {
        String text = "ärgerlich\t怒り\n😠 e\u0301 ‍\n";
        out.print(text);
        text.chars().forEach(out::write);
        assertThat(written).hasToString(text + text);
    }

    @Test
    void aReturnThatEndsNoLineDoesNotWriteOverIt() {
        out.print("innocent\rhostile\r\n");
        assertThat(written).hasToString("innocent\ufffdhostile\r\n");
    }

    @Test
    void whatIsForProgramsOrMovesTheCursorOnPurposeGoesAsItIs() {
        PrintWriter whole = PlainOutput.whole(out);
        whole.print(HOSTILE);
        whole.flush();
        assertThat(written).hasToString(HOSTILE);
        assertThat(PlainOutput.whole(whole)).isSameAs(whole);
    }

    @Test
    void librariesLogPlainText() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream log = PlainStream.of(bytes);
        log.print(HOSTILE + "ä");
        log.write('\u001b');
        log.write('\n');
        log.flush();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(PLAIN + "ä?\n");
    }
}
