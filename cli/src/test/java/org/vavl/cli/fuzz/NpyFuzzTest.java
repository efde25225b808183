package org.vavl.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.storage.FeatureFolder;
import org.vavl.features.storage.NpyFile;

@Tag("fuzz")
class NpyFuzzTest {
    private static final ExtractorId EXTRACTOR = new ExtractorId("any", "1");

    @TempDir
    private Path folder;

    @Test
    void everySequenceThatIsReadHasFiniteValuesAndEveryErrorNamesItsFile() throws Exception {
        Path file = folder.resolve("a.npy");
        NpyFile.write(file, FeatureSequence.allValid(FloatBuffer.wrap(new float[60]), 5, 25, EXTRACTOR));
        byte[] right = Files.readAllBytes(file);
        int accepted = Fuzz.run("npy", 2_000, random -> {
            Files.write(file, Mutation.ofBytes(right, random));
            try {
                NpyFile.read(file, 25, EXTRACTOR).requireFinite("what was read");
            } catch (VavlException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
                throw e;
            }
        });
        assertThat(accepted).isPositive();
    }

    @Test
    void whatAFolderSaysOfItsFeaturesIsReadOrRefused() throws Exception {
        new FeatureFolder(EXTRACTOR, 25, List.of("a", "b"), Map.of("x", 30.0)).write(folder);
        Path file = folder.resolve(FeatureFolder.FILE);
        String right = Files.readString(file);
        Fuzz.run("feature folder", 500, random -> {
            Files.writeString(file, Mutation.ofText(right, random));
            FeatureFolder.read(folder);
        });
    }
}
