package org.vavl.cli.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Small damage to right input, since what is all noise is refused by its first bytes. */
final class Mutation {
    private static final Pattern WORD = Pattern.compile("[\\w.+-]+|\"[^\"]*\"|'[^']*'");

    /** What programs often get wrong. */
    private static final List<String> WORDS = List.of(
            "",
            "0",
            "-1",
            "1",
            "2147483647",
            "2147483648",
            "-9223372036854775808",
            "99999999999999999999",
            "1e400",
            "-1e-400",
            "NaN",
            ".nan",
            "Infinity",
            "-.inf",
            "0.1",
            "true",
            "null",
            "~",
            "[]",
            "{}",
            "[[[[[[[[]]]]]]]]",
            "\"\"",
            "'",
            "\"",
            ",",
            ";",
            ":",
            "\n",
            "\r\n",
            "\u0000",
            "\t",
            "\uFEFF",
            "\u202E",
            "é",
            "\uD83D\uDE00",
            "..",
            "../..",
            "/",
            "/etc/passwd",
            "C:\\x",
            "\\\\host\\x",
            "~/x",
            "CON",
            ".",
            "&a",
            "*a",
            "!!java.net.URL",
            "<<",
            "---",
            "#",
            "${jndi:ldap://x}",
            "%n%s%s",
            "=1+1",
            "acoustic",
            "visual",
            "type",
            "name");

    private Mutation() {}

    /** Bytes flipped, left out, put in, repeated or cut off, once to four times. */
    static byte[] ofBytes(byte[] right, Random random) {
        byte[] bytes = right.clone();
        for (int times = random.nextInt(4); times >= 0; times--) {
            int begin = random.nextInt(bytes.length + 1);
            int end = Math.min(bytes.length, begin + 1 + random.nextInt(16));
            switch (random.nextInt(5)) {
                case 0 -> bytes = Arrays.copyOf(bytes, begin);
                case 1 -> bytes = joined(bytes, begin, new byte[0], end);
                case 2 -> bytes = joined(bytes, begin, Arrays.copyOfRange(bytes, begin, end), begin);
                case 3 -> {
                    byte[] noise = new byte[1 + random.nextInt(8)];
                    random.nextBytes(noise);
                    bytes = joined(bytes, begin, noise, Math.min(bytes.length, begin + noise.length));
                }
                default -> {
                    if (begin < bytes.length) {
                        bytes[begin] ^= (byte) (1 << random.nextInt(8));
                    }
                }
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int begin, byte[] between, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, begin);
        out.writeBytes(between);
        out.write(bytes, end, bytes.length - end);
        return out.toByteArray();
    }

    /** Words replaced, left out or repeated, many times over now and then; sometimes bytes besides. */
    static String ofText(String right, Random random) {
        String text = right;
        for (int times = random.nextInt(4); times >= 0; times--) {
            text = word(text, random);
        }
        return random.nextInt(4) > 0
                ? text
                : new String(ofBytes(text.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.UTF_8);
    }

    private static String word(String text, Random random) {
        List<MatchResult> words = WORD.matcher(text).results().toList();
        if (words.isEmpty()) {
            return text + some(random);
        }
        MatchResult word = words.get(random.nextInt(words.size()));
        String other = words.get(random.nextInt(words.size())).group();
        String instead =
                switch (random.nextInt(6)) {
                    case 0 -> other;
                    case 1 -> word.group() + some(random);
                    case 2 -> (word.group() + ",").repeat(1 + random.nextInt(random.nextInt(8) == 0 ? 100_000 : 4));
                    default -> some(random);
                };
        return text.substring(0, word.start()) + instead + text.substring(word.end());
    }

    static String some(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
