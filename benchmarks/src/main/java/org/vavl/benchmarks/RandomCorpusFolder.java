package org.vavl.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.folder.ClipEntry;
import org.vavl.learning.corpus.folder.CorpusDescription;
import org.vavl.learning.corpus.folder.CorpusWriter;
import org.vavl.learning.corpus.folder.FeatureStorage;

/** A corpus on disk of random features of the paper's widths, in half precision, of clips of three seconds in the mean. */
public final class RandomCorpusFolder {
    private static final double MEAN_SECONDS = 3;
    private static final double DEVIATION = 0.7;
    private static final double SHORTEST = 1.3;
    private static final double LONGEST = 5;
    private static final int SPEAKERS = 91;

    private RandomCorpusFolder() {}

    /**
     * Writes one.
     *
     * @param folder must not exist
     */
    public static void write(Path folder, int clips) {
        CorpusDescription description = new CorpusDescription("random", RandomCorpus.CLASSES, "", "", List.of());
        List<String> names = RandomCorpus.BOTH.stream().map(Modality::name).toList();
        Random random = new Random(1);
        try (CorpusWriter writer = CorpusWriter.create(folder, description, names, FeatureStorage.FLOAT16)) {
            for (int i = 0; i < clips; i++) {
                double seconds = MEAN_SECONDS + DEVIATION * random.nextGaussian();
                Map<String, FeatureSequence> features =
                        features(Math.min(LONGEST, Math.max(SHORTEST, seconds)), random);
                String speaker = "speaker" + i % SPEAKERS;
                writer.add(new ClipEntry("clip" + i, speaker, RandomCorpus.labels(i), Map.of(), Map.of()), features);
            }
            writer.commit();
        }
    }

    private static Map<String, FeatureSequence> features(double seconds, Random random) {
        Map<String, FeatureSequence> features = new LinkedHashMap<>();
        for (Modality modality : RandomCorpus.BOTH) {
            features.put(modality.name(), RandomCorpus.sequence(modality, seconds, random));
        }
        return features;
    }
}
