package org.vavl.learning.annotation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vavl.core.VavlException;

/**
 * A TextGrid, Praat's file of annotations, in its long or its short form, in UTF-8 or UTF-16. Intervals without text are no annotations. In either form
 * only what is between quotes, what is between angle brackets, and numbers that stand free count; all else says to people what they are.
 *
 * <p>Source: Boersma and Weenink, the manual of Praat, "TextGrid file formats".
 */
final class TextGridReader {
    private static final String INTERVALS = "IntervalTier";
    private static final String POINTS = "TextTier";

    private final Path file;
    private final String text;
    private int at;

    private TextGridReader(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    static List<AnnotationTier> read(Path file) {
        TextGridReader reader = new TextGridReader(file, decode(file, AnnotationFiles.bytes(file)));
        return reader.tiers();
    }

    private static String decode(Path file, byte[] bytes) {
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        } else if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (bytes.length >= 3
                && (bytes[0] & 0xff) == 0xef
                && (bytes[1] & 0xff) == 0xbb
                && (bytes[2] & 0xff) == 0xbf) {
            mark = 3;
        }
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new VavlException(file + ": must be text in UTF-8 or UTF-16", e);
        }
    }

    private List<AnnotationTier> tiers() {
        if (!string().equals("ooTextFile") || !string().equals("TextGrid")) {
            throw new VavlException(file + ": is not a TextGrid: it must begin with \"ooTextFile\" and \"TextGrid\"");
        }
        number();
        number();
        List<AnnotationTier> tiers = new ArrayList<>();
        if (!flag().equals("exists")) {
            return tiers;
        }
        long count = count();
        long annotations = 0;
        for (long t = 0; t < count; t++) {
            AnnotationTier tier = tier();
            annotations += tier.annotations().size();
            AnnotationFiles.requireFew(file, annotations);
            if (!tier.annotations().isEmpty()) {
                tiers.add(tier);
            }
        }
        return tiers;
    }

    private AnnotationTier tier() {
        String kind = string();
        if (!kind.equals(INTERVALS) && !kind.equals(POINTS)) {
            throw wrong("a tier is a '" + kind + "', and must be an " + INTERVALS + " or a " + POINTS);
        }
        String name = string();
        number();
        number();
        long count = count();
        List<Annotation> annotations = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            double begin = number();
            double end = kind.equals(INTERVALS) ? number() : begin;
            String value = string().strip();
            if (!(begin >= 0 && end >= begin)) {
                throw wrong("tier " + name + " has '" + value + "' from " + begin + " to " + end
                        + " s, and must have times in order, from 0 on");
            }
            if (!value.isEmpty()) {
                annotations.add(new Annotation(begin, end, value));
            }
        }
        return new AnnotationTier(AnnotationFiles.stem(file), name, "", annotations);
    }

    /** The next text between quotes; two quotes in it stand for one. */
    private String string() {
        skipTo('"');
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != '"') {
                value.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                value.append('"');
                at++;
            } else {
                at++;
                return value.toString();
            }
        }
        throw wrong("a text has no end: a quote is missing");
    }

    private String flag() {
        skipTo('<');
        int end = text.indexOf('>', at);
        if (end < 0) {
            throw wrong("a flag has no end: > is missing");
        }
        String flag = text.substring(at + 1, end);
        at = end + 1;
        return flag;
    }

    private void skipTo(char sign) {
        while (at < text.length() && text.charAt(at) != sign) {
            at = text.charAt(at) == '!' ? endOfLine() : at + 1;
        }
        if (at >= text.length()) {
            throw wrong("it ends too early");
        }
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /** The next number that stands free: between spaces or at an end of the file, so that the one in {@code intervals [1]:} is none. */
    private double number() {
        while (at < text.length()) {
            char first = text.charAt(at);
            if (first == '!') {
                at = endOfLine();
            } else if (first == '"') {
                throw wrong("a number is missing");
            } else if (Character.isWhitespace(first)) {
                at++;
            } else {
                int end = at;
                while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                    end++;
                }
                String word = text.substring(at, end);
                at = end;
                if ((Character.isDigit(first) || first == '-' || first == '+') && word.length() <= 40) {
                    return parse(word);
                }
            }
        }
        throw wrong("it ends too early");
    }

    private double parse(String word) {
        try {
            double value = Double.parseDouble(word);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw wrong("'" + word + "' must be a number");
    }

    private long count() {
        double count = number();
        if (!(count >= 0 && count <= AnnotationFiles.MOST_ANNOTATIONS && count == Math.rint(count))) {
            throw wrong("a count is " + count + ", and must be from 0 to " + AnnotationFiles.MOST_ANNOTATIONS);
        }
        return (long) count;
    }

    private VavlException wrong(String what) {
        long line = 1
                + text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new VavlException(file + ", line " + line + ": " + what);
    }
}
