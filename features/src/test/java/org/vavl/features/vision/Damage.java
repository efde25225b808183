package org.vavl.features.vision;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Damages media files: cuts them off, changes bytes, destroys the beginning, declares huge pictures; variant 0 is empty, and one in six is as
 * it was and to have another ending.
 */
final class Damage {
    private static final int KINDS = 6;

    private Damage() {}

    /** Whether the file is to have an ending that is not its own. */
    static boolean isOfTheName(int variant) {
        return variant % KINDS == KINDS - 1;
    }

    static byte[] of(byte[] whole, int variant, Random random) {
        byte[] bytes = whole.clone();
        switch (variant % KINDS) {
            case 0 -> {
                return Arrays.copyOf(bytes, variant == 0 ? 0 : random.nextInt(bytes.length));
            }
            case 1, 2 -> {
                for (int i = 0; i < 1 + bytes.length / 2000; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            case 3 -> Arrays.fill(bytes, 0, Math.min(random.nextInt(600), bytes.length), (byte) random.nextInt(256));
            case 4 -> enlarge(bytes, random);
            default -> {
                return bytes; // as it is, under another name
            }
        }
        return bytes;
    }

    /** Writes huge numbers where the file says how large its pictures are, if it says so in the usual places. */
    private static void enlarge(byte[] bytes, Random random) {
        int size = random.nextBoolean() ? 65_000 : 16_000;
        for (String mark : new String[] {"avc1", "mp4v", "IHDR", "strf", "GIF89a"}) {
            byte[] wanted = mark.getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i + 60 < bytes.length; i++) {
                if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                    int at = i + (mark.startsWith("avc") || mark.startsWith("mp4") ? 28 : wanted.length);
                    ByteBuffer.wrap(bytes).putShort(at, (short) size).putShort(at + 2, (short) size);
                }
            }
        }
    }
}
