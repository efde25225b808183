package org.vavl.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What libraries log, as plain text; see {@link PlainOutput}. */
public final class PlainStream extends FilterOutputStream {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private PlainStream(OutputStream out) {
        super(out);
    }

    /** A stream of plain text in UTF-8. */
    public static PrintStream of(OutputStream out) {
        return new PrintStream(new PlainStream(out), true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int value) throws IOException {
        int one = value & 0xff;
        boolean isLayout = one == '\n' || one == '\t';
        out.write((one < FIRST_PRINTABLE && !isLayout) || one == DELETE ? '?' : one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(PlainWriter.plain(new String(bytes, offset, length, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
    }
}
