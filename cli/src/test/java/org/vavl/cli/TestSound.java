package org.vavl.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Makes files of sound. */
public final class TestSound {
    private static final int RATE = 16_000;

    private TestSound() {}

    /** Writes a tone that lasts so many seconds as a WAV file. */
    public static Path tone(Path file, double hertz, double seconds) throws IOException {
        int samples = (int) Math.round(seconds * RATE);
        ByteBuffer bytes = ByteBuffer.allocate(samples * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            bytes.putShort((short) (10_000 * Math.sin(2 * Math.PI * hertz * i / RATE)));
        }
        AudioFormat format = new AudioFormat(RATE, Short.SIZE, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples),
                AudioFileFormat.Type.WAVE,
                file.toFile());
        return file;
    }
}
