package org.vavl.cli;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.features.storage.NpyFile;

/** A corpus small enough to be trained on within a test: recordings of tones, high when happy and low when sad, and a "face". */
public final class SmallStudy {
    static final int SPEAKERS = 6;
    static final int VISUAL_WIDTH = 3;

    private static final ExtractorId ANY = new ExtractorId("face", "1");

    private final Path folder;

    private SmallStudy(Path folder) {
        this.folder = folder;
    }

    /** Makes recordings, features of faces, and a table of them. */
    public static SmallStudy in(Path folder) throws IOException {
        Random random = new Random(7);
        List<String> table = new ArrayList<>(List.of("id,speaker,label,value:arousal,media,features:visual"));
        for (int speaker = 0; speaker < SPEAKERS; speaker++) {
            for (int take = 0; take < 4; take++) {
                boolean happy = take % 2 == 0;
                String id = "s" + speaker + "-" + take;
                TestSound.tone(folder.resolve(id + ".wav"), (happy ? 400 : 150) + random.nextInt(20), 0.4);
                boolean hasFace = take > 0;
                if (hasFace) {
                    face(folder.resolve(id + ".npy"), VISUAL_WIDTH, happy ? 1 : -1, random);
                }
                table.add(String.format(
                        Locale.ROOT,
                        "%s,speaker%d,%s,%s,%s.wav,%s",
                        id,
                        speaker,
                        happy ? "happy" : "sad",
                        happy ? "4" : "2",
                        id,
                        hasFace ? id + ".npy" : ""));
            }
        }
        Files.write(folder.resolve("clips.csv"), table);
        return new SmallStudy(folder);
    }

    /** Writes frames around a level. */
    static void face(Path file, int width, float level, Random random) {
        float[] values = new float[5 * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = level + (float) random.nextGaussian() * 0.1f;
        }
        NpyFile.write(file, FeatureSequence.allValid(FloatBuffer.wrap(values), width, 10, ANY));
    }

    Path table() {
        return folder.resolve("clips.csv");
    }

    Path recording(String id) {
        return folder.resolve(id + ".wav");
    }

    /** Imports the corpus, with few mel bands. */
    public CommandRun importInto(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "corpus",
                "import",
                "csv",
                table().toString(),
                "--out",
                out.toString(),
                "--option",
                "frameRates=visual=10",
                "--acoustic",
                "logMel.bands=8"));
        arguments.addAll(List.of(more));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("task="))) {
            arguments.addAll(List.of("--option", "task=classification"));
        }
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** A configuration that trains on a corpus in a moment. */
    static Path configuration(Path file, Path corpus) throws IOException {
        return Files.writeString(file, String.format(Locale.ROOT, """
                corpus: %s
                split: {type: shares, trial: 1, seed: 1}
                model: {name: vavl, preset: tiny, width: 8, feedForwardWidth: 16, headWidths: [8], projectionWidth: 8}
                training: {epochs: 2, batchSize: 4, learningRate: 1e-2, threads: 1, precision: float32}
                """, corpus));
    }
}
