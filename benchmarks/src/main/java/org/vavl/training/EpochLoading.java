package org.vavl.training;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.vavl.corpus.ClipEntry;
import org.vavl.corpus.Corpus;
import org.vavl.corpus.CorpusDescription;
import org.vavl.corpus.CorpusFolder;
import org.vavl.corpus.CorpusWriter;
import org.vavl.corpus.FeatureStatistics;
import org.vavl.corpus.FeatureStorage;
import org.vavl.corpus.Labels;
import org.vavl.corpus.Modality;
import org.vavl.corpus.Task;
import org.vavl.features.ExtractorId;
import org.vavl.features.FeatureSequence;
import org.vavl.inference.BatchAssembler;
import org.vavl.inference.FrameTransform;
import org.vavl.nn.Device;

/**
 * Loads an epoch as a training does: the plan of batches, and each batch normalised, padded and masked, as tensors. Writes a corpus of
 * random features first, in half precision, of the paper's widths and of clips of three seconds in the mean, where there is none.
 *
 * <p>Prints clips and bytes a second, the share of padding and the process's memory, for each of two epochs; the first may have to read the disk.
 */
public final class EpochLoading {
    private static final ExtractorId EXTRACTOR = new ExtractorId("random", "1");
    private static final List<Modality> MODALITIES =
            List.of(new Modality(Modality.ACOUSTIC, 1024), new Modality(Modality.VISUAL, 1408));
    private static final Map<String, Integer> RATES = Map.of(Modality.ACOUSTIC, 50, Modality.VISUAL, 25);
    private static final Task CLASSES = new Task.Classification(List.of("no", "yes"), false);
    private static final int BATCH = 32;
    private static final double MEBIBYTE = 1 << 20;

    private EpochLoading() {}

    /** Runs {@code FOLDER [CLIPS]}; CREMA-D has 7,442 clips, which is the default. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        if (!Files.exists(folder)) {
            write(folder, arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7442);
            print("after writing");
        }
        try (Corpus corpus = CorpusFolder.open(folder)) {
            print("corpus open");
            for (int epoch = 0; epoch < 2; epoch++) {
                load(corpus, epoch);
            }
        }
    }

    private static void write(Path folder, int clips) {
        CorpusDescription description = new CorpusDescription("random", CLASSES, "", "", List.of());
        List<String> names = MODALITIES.stream().map(Modality::name).toList();
        Random random = new Random(1);
        try (CorpusWriter writer = CorpusWriter.create(folder, description, names, FeatureStorage.FLOAT16)) {
            for (int i = 0; i < clips; i++) {
                double seconds = Math.min(5, Math.max(1.3, 3 + 0.7 * random.nextGaussian()));
                Map<String, FeatureSequence> features = new LinkedHashMap<>();
                for (Modality modality : MODALITIES) {
                    features.put(modality.name(), sequence(modality, seconds, random));
                }
                writer.add(
                        new ClipEntry("clip" + i, "s" + i % 91, Labels.ofClass("yes"), Map.of(), Map.of()), features);
            }
            writer.commit();
        }
    }

    private static FeatureSequence sequence(Modality modality, double seconds, Random random) {
        int rate = RATES.getOrDefault(modality.name(), 1);
        float[] values = new float[(int) (seconds * rate) * modality.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return FeatureSequence.allValid(FloatBuffer.wrap(values), modality.width(), rate, EXTRACTOR);
    }

    private static void load(Corpus corpus, int epoch) throws IOException {
        Map<Modality, FeatureStatistics> statistics = corpus.modalities().stream()
                .collect(Collectors.toMap(
                        modality -> modality,
                        modality -> FeatureStatistics.none(modality.width()),
                        (a, b) -> a,
                        LinkedHashMap::new));
        BatchAssembler assembler = new BatchAssembler(corpus.task(), statistics, Device.CPU);
        List<ClipShape> shapes = new ArrayList<>();
        long begin = System.nanoTime();
        corpus.clips().forEach(clip -> shapes.add(shape(corpus, clip)));
        System.out.printf("%d clips looked at in %.1f s%n", shapes.size(), (System.nanoTime() - begin) / 1e9);
        BatchPlan plan = new BatchPlan(shapes, SamplerSettings.defaults(), BATCH, 1);
        begin = System.nanoTime();
        long bytes = 0;
        for (List<Integer> batch : plan.batches(epoch)) {
            try (PointerScope scope = new PointerScope()) {
                bytes += assembler
                        .assemble(batch.stream().map(corpus.clips()::get).toList(), FrameTransform.NONE)
                        .modalities()
                        .values()
                        .stream()
                        .mapToLong(part -> part.featuresNTD().numel() * Float.BYTES)
                        .sum();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "epoch %d: %.1f s, %.0f clips/s, %.0f MiB/s of float32, %.2f %% padding%n",
                epoch, seconds, shapes.size() / seconds, bytes / MEBIBYTE / seconds, 100 * plan.padding(epoch));
        print("after epoch " + epoch);
    }

    private static ClipShape shape(Corpus corpus, org.vavl.corpus.Clip clip) {
        int frames = corpus.modalities().stream()
                .mapToInt(modality -> BatchAssembler.features(clip, modality)
                        .map(FeatureSequence::frames)
                        .orElse(0))
                .sum();
        return new ClipShape(Set.copyOf(clip.modalities()), frames, 1);
    }

    private static void print(String when) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            System.out.println(when + ": "
                    + lines.filter(line -> line.startsWith("VmHWM") || line.startsWith("Rss"))
                            .map(line -> line.replaceAll("\\s+", " "))
                            .collect(Collectors.joining(", ")));
        }
    }
}
