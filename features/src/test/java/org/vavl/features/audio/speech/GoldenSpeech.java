package org.vavl.features.audio.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.vavl.core.weights.SafetensorsFile;

/** What {@code tools/fixtures/speech_fixture.py} makes: sound with vowels in it, and what Silero's Python package says of it. */
public final class GoldenSpeech {
    /** Samples per second. */
    public static final int RATE = 16_000;

    private GoldenSpeech() {}

    /** From a copy, since the resource may be in a jar. */
    private static <T> T read(Function<SafetensorsFile, T> reader) {
        try (InputStream resource =
                Objects.requireNonNull(GoldenSpeech.class.getResourceAsStream("golden.safetensors"))) {
            Path copy = Files.createTempFile("golden", ".safetensors");
            Files.copy(resource, copy, StandardCopyOption.REPLACE_EXISTING);
            try (SafetensorsFile file = SafetensorsFile.open(copy)) {
                return reader.apply(file);
            } finally {
                copy.toFile().deleteOnExit();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 5 s of sound: voice from about 0.4 s to 3 s and from 4.1 s to its end. */
    public static float[] samples() {
        return read(file -> {
            ByteBuffer bytes = file.bytes("samples");
            float[] samples = new float[bytes.remaining() / Short.BYTES];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = bytes.getShort() / 32768f;
            }
            return samples;
        });
    }

    static float[] floats(String key) {
        return read(file -> {
            FloatBuffer buffer = file.floats(key);
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return values;
        });
    }

    static List<SpeechSegmenter.Samples> segments(String key) {
        return read(file -> {
            ByteBuffer bytes = file.bytes(key);
            List<SpeechSegmenter.Samples> segments = new ArrayList<>();
            while (bytes.hasRemaining()) {
                segments.add(new SpeechSegmenter.Samples(bytes.getInt(), bytes.getInt()));
            }
            return segments;
        });
    }
}
