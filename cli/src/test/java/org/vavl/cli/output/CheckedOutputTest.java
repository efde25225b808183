package org.vavl.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CheckedOutputTest {
    private static final OutputStream FULL = new OutputStream() {
        @Override
        public void write(int value) throws IOException {
            throw new IOException("No space left on device");
        }
    };

    @Command(name = "nothing")
    private static final class Nothing {}

    @Test
    void whatCannotBeWrittenIsSaidOnce() {
        PrintWriter out = CheckedOutput.writer(FULL, "standard output");
        assertThatThrownBy(() -> out.println("text"))
                .isInstanceOf(OutputFailure.class)
                .hasMessage("standard output cannot be written: No space left on device");
        assertThatCode(out::flush).doesNotThrowAnyException();
    }

    @Test
    void textGoesOutInUtf8() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CheckedOutput.writer(bytes, "a file").append("ärgerlich").flush();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("ärgerlich");
    }

    private static String reported(Throwable e) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new Nothing())
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        assertThat(new Errors().report(e, command)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        return err.toString().strip();
    }

    @Test
    void whatAnInterruptBrokeIsCalledInterrupted() {
        VavlException broken = new VavlException("clip.mp4: has no video");
        assertThat(reported(broken)).isEqualTo("vavl: clip.mp4: has no video");
        Thread.currentThread().interrupt();
        try {
            assertThat(reported(broken)).isEqualTo("vavl: interrupted");
            assertThat(reported(new VavlException("interrupted: train goes on with the same command")))
                    .contains("goes on");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void namesDoNotReachTheTerminalAsCommands() {
        assertThat(reported(new VavlException("a\u001b]0;title\u0007\u001b[2Jb\rc.wav: is no file")))
                .isEqualTo("vavl: ab�c.wav: is no file");
    }
}
