package org.vavl.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** A stream that cannot lose anything without a word: {@link PrintWriter} would swallow what goes wrong with one of another kind. */
public final class CheckedOutput extends OutputStream {
    private final OutputStream out;
    private final String name;
    private boolean failed;

    private CheckedOutput(OutputStream out, String name) {
        this.out = out;
        this.name = name;
    }

    /**
     * A writer of text in UTF-8, whatever the locale: JSON has to be, and labels may be in any language. It throws {@link OutputFailure}.
     *
     * @param name what errors call the stream
     */
    public static PrintWriter writer(OutputStream out, String name) {
        return new PrintWriter(new OutputStreamWriter(new CheckedOutput(out, name), StandardCharsets.UTF_8), true);
    }

    private interface Write {
        void run() throws IOException;
    }

    /** Says once that it failed; what is left in buffers above goes nowhere. */
    private void write(Write write) {
        if (failed) {
            return;
        }
        try {
            write.run();
        } catch (IOException e) {
            failed = true;
            throw new OutputFailure(name + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void write(int value) {
        write(() -> out.write(value));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        write(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        write(out::flush);
    }

    @Override
    public void close() {
        write(out::close);
    }
}
