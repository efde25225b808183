package org.vavl.cli.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.vavl.core.PlainText;

/** Text for people, of which a terminal acts on nothing but line ends and tabs; see {@link PlainText}. */
final class PlainWriter extends FilterWriter {
    private PlainWriter(Writer out) {
        super(out);
    }

    static PrintWriter of(PrintWriter out) {
        return new PrintWriter(new PlainWriter(out));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        out.write(PlainText.lines(text.substring(offset, offset + length)));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        out.write(PlainText.lines(new String(text, offset, length)));
    }
}
