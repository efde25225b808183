package org.vavl.features.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureSpoolTest {
    @ParameterizedTest
    @CsvSource({"0, 100000", "0, 4096", "1, 4096", "700, 4096", "3000, 1048576", "3000, 10000", "700000, 10000"})
    void whatIsAppendedComesBackAndNothingIsLeftBehind(int frames, long memoryBytes) throws IOException {
        long before = temporaryFiles();
        float[] frame = new float[7];
        FloatBuffer values;
        try (FeatureSpool spool = new FeatureSpool(memoryBytes)) {
            Random random = new Random(3);
            for (int i = 0; i < frames; i++) {
                for (int k = 0; k < frame.length; k++) {
                    frame[k] = random.nextFloat();
                }
                spool.append(frame, 1, 5);
            }
            spool.complete();
            values = spool.all();
            assertThat(spool.values()).isEqualTo(5L * frames);
            float[] last = new float[5 * Math.min(2, frames)];
            spool.read(spool.values() - last.length, last);
            assertThat(values.slice(values.remaining() - last.length, last.length))
                    .isEqualTo(FloatBuffer.wrap(last));
        }
        assertThat(values.remaining()).isEqualTo(5 * frames);
        Random random = new Random(3);
        for (int i = 0; i < frames; i++) {
            for (int k = 0; k < frame.length; k++) {
                frame[k] = random.nextFloat();
            }
            for (int k = 0; k < 5; k++) {
                if (values.get() != frame[k + 1]) {
                    throw new AssertionError("frame " + i + ", value " + k);
                }
            }
        }
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("vavl-features"))
                    .count();
        }
    }
}
