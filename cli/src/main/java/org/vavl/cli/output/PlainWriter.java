package org.vavl.cli.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;
import org.vavl.core.PlainText;

/** Text for people, of which a terminal acts on nothing but line ends and tabs; see {@link PlainText}. */
final class PlainWriter extends FilterWriter {
    /** Which ends no line, but has a terminal write over it. */
    private static final Pattern LONE_RETURN = Pattern.compile("\r(?!\n)");

    PlainWriter(Writer out) {
        super(out);
    }

    /** The same for text that is whole. */
    static String plain(String text) {
        return LONE_RETURN.matcher(PlainText.lines(text)).replaceAll("\ufffd");
    }

    @Override
    public void write(int character) throws IOException {
        if (Character.isSurrogate((char) character)) { // half of what a terminal only shows
            out.write(character);
        } else {
            out.write(plain(String.valueOf((char) character)));
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        out.write(plain(text.substring(offset, offset + length)));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        out.write(plain(new String(text, offset, length)));
    }
}
