package org.vavl.features.media.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalDouble;
import org.vavl.core.file.InputFile;

/**
 * How long an MP3 file says that it is: its first frame holds a tag, {@code Xing} or {@code Info}, with the number of frames that follow.
 * FFmpeg reads it, too, but believes the file's size where the two differ.
 */
public final class MpegAudioHeader {
    private static final int ID3_BYTES = 10;
    private static final int SEARCHED_BYTES = 8192;
    private static final int HAS_FRAMES = 1;
    private static final int[] RATES = {44_100, 48_000, 32_000};

    private MpegAudioHeader() {}

    /** In seconds; empty if the file does not say. */
    public static OptionalDouble statedSeconds(Path path) {
        try (FileChannel file = FileChannel.open(InputFile.require(path), StandardOpenOption.READ)) {
            ByteBuffer bytes = read(file, 0, ID3_BYTES);
            boolean tagged = bytes.limit() == ID3_BYTES && isText(bytes, 0, "ID3");
            bytes = read(file, tagged ? ID3_BYTES + synchsafe(bytes, 6) : 0, SEARCHED_BYTES);
            for (int at = 0; at + 4 <= bytes.limit(); at++) {
                if ((bytes.getShort(at) & 0xFFE6) == 0xFFE2) { // eleven bits set, and layer III
                    return stated(bytes, at);
                }
            }
            return OptionalDouble.empty();
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
    }

    private static ByteBuffer read(FileChannel file, long position, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most);
        long at = position;
        for (int count = file.read(bytes, at); count > 0; count = file.read(bytes, at)) {
            at += count;
        }
        return bytes.flip();
    }

    private static boolean isText(ByteBuffer bytes, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes.get(at + i) != (byte) text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int synchsafe(ByteBuffer bytes, int at) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 7 | (bytes.get(at + i) & 0x7F);
        }
        return value;
    }

    private static OptionalDouble stated(ByteBuffer bytes, int frame) {
        int version = bytes.get(frame + 1) >> 3 & 3; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
        int rate = bytes.get(frame + 2) >> 2 & 3;
        boolean isMono = (bytes.get(frame + 3) >> 6 & 3) == 3;
        int tag = frame + 4 + (version == 3 ? (isMono ? 17 : 32) : (isMono ? 9 : 17)); // behind the side information
        if (version == 1
                || rate == 3
                || tag + 12 > bytes.limit()
                || (!isText(bytes, tag, "Xing") && !isText(bytes, tag, "Info"))
                || (bytes.getInt(tag + 4) & HAS_FRAMES) == 0) {
            return OptionalDouble.empty();
        }
        long frames = bytes.getInt(tag + 8) & 0xFFFF_FFFFL;
        double samplesPerSecond = (double) RATES[rate] / (version == 3 ? 1 : version == 2 ? 2 : 4);
        return OptionalDouble.of(frames * (version == 3 ? 1152 : 576) / samplesPerSecond);
    }
}
