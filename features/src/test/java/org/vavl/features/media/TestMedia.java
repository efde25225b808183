package org.vavl.features.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Media files made by the tests. */
public final class TestMedia {
    private TestMedia() {}

    /** Sines of three frequencies whose loudness comes and goes, with a little noise. */
    public static float[] sound(int rate, double seconds) {
        float[] samples = new float[(int) Math.round(rate * seconds)];
        Random random = new Random(11);
        for (int i = 0; i < samples.length; i++) {
            double t = (double) i / rate;
            double loudness = 0.1 + 0.1 * Math.sin(2 * Math.PI * 1.5 * t);
            samples[i] =
                    (float) (loudness * (tone(190, t) + tone(760, t) + tone(2210, t)) + 0.002 * random.nextGaussian());
        }
        return samples;
    }

    private static double tone(double frequency, double seconds) {
        return Math.sin(2 * Math.PI * frequency * seconds);
    }

    /** The root of the mean square. */
    static double level(float[] samples, int begin, int end) {
        double sum = 0;
        for (int i = begin; i < end; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / Math.max(1, end - begin));
    }

    /** A WAV file of 16-bit integers, the channels interleaved. */
    public static Path wav(Path path, int rate, int channels, float[] interleaved) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(interleaved.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : interleaved) {
            data.putShort((short) Math.round(sample * 32767));
        }
        return wav(path, 1, rate, channels, Short.BYTES, data.array());
    }

    /** A WAV file of 32-bit floating-point numbers. */
    public static Path floatWav(Path path, int rate, int channels, float[] interleaved) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(interleaved.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(interleaved);
        return wav(path, 3, rate, channels, Float.BYTES, data.array());
    }

    private static Path wav(Path path, int format, int rate, int channels, int bytesPerSample, byte[] data)
            throws IOException {
        ByteBuffer file = ByteBuffer.allocate(44 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + data.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) format)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * bytesPerSample)
                .putShort((short) (channels * bytesPerSample))
                .putShort((short) (8 * bytesPerSample))
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data);
        return Files.write(path, file.array());
    }

    /** All of a file's samples, read in pieces of a size. */
    static float[] read(Path path, int pieceSize) {
        try (AudioReader reader = AudioReader.open(path, MediaLimits.defaults()).orElseThrow()) {
            return read(reader, pieceSize);
        }
    }

    static float[] read(AudioReader reader, int pieceSize) {
        float[] piece = new float[pieceSize];
        float[] all = new float[0];
        int length = 0;
        for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
            if (length + count > all.length) {
                all = Arrays.copyOf(all, Math.max(2 * all.length, length + count));
            }
            System.arraycopy(piece, 0, all, length, count);
            length += count;
        }
        return Arrays.copyOf(all, length);
    }
}
