package org.vavl.benchmarks.engine;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vavl.benchmarks.Answers;
import org.vavl.benchmarks.RandomCorpus;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Modality;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.core.file.TemporaryFolder;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.OnnxExport;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.onnx.WeightFormat;
import org.vavl.recognition.inference.InferenceNetwork;
import org.vavl.recognition.inference.InferenceNetworks;
import org.vavl.recognition.inference.Predictor;

/**
 * Times one answer from the features of a clip of three seconds, by ONNX Runtime and by libtorch in turn, in float32, for the presets
 * {@code small} and {@code paper} and for voice, face and both; then how many answers a second eight threads get of one session beside one thread.
 * What is printed of each are medians, and ratios of the two in the same round.
 *
 * <pre>java -cp "$(cat benchmarks/target/classpath)" org.vavl.benchmarks.engine.EngineComparison [ROUNDS [WEIGHTS]]</pre>
 *
 * <p>WEIGHTS is how the exported weights are stored: float32, float16 or int8.
 */
public final class EngineComparison {
    private static final int DEFAULT_ROUNDS = 10;
    private static final int ANSWERS_PER_ROUND = 10;
    private static final int THREADS = 8;
    private static final int ANSWERS_PER_THREAD = 20;

    private final int rounds;
    private final WeightFormat weights;
    private final PrintStream out;

    private EngineComparison(int rounds, WeightFormat weights, PrintStream out) {
        this.rounds = rounds;
        this.weights = weights;
        this.out = out;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_ROUNDS;
        WeightFormat weights = arguments.length > 1
                ? WeightFormat.valueOf(arguments[1].toUpperCase(Locale.ROOT))
                : WeightFormat.FLOAT32;
        EngineComparison comparison =
                new EngineComparison(rounds, weights, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        try (TemporaryFolder folder = TemporaryFolder.create("vavl-benchmark")) {
            for (String preset : List.of("small", "paper")) {
                comparison.compare(preset, folder.path());
            }
        }
    }

    private void compare(String preset, Path folder) throws InterruptedException, ExecutionException {
        Path model = folder.resolve(preset + ".safetensors");
        Path exported = folder.resolve(preset + ".onnx");
        Answers.writeModel(ModelConfigurations.preset(ModelConfigurations.family("vavl"), preset), model);
        try (TrainedModel trained = ModelFile.read(model, Device.CPU)) {
            OnnxExport.write(exported, trained, weights);
        }
        try (InferenceNetwork libtorch = InferenceNetworks.load(model, Device.CPU, Precision.FLOAT32);
                InferenceNetwork onnx = InferenceNetworks.load(exported, Device.CPU, Precision.FLOAT32)) {
            for (List<Modality> modalities :
                    List.of(RandomCorpus.BOTH.subList(0, 1), RandomCorpus.BOTH.subList(1, 2), RandomCorpus.BOTH)) {
                compare(preset, modalities, new Predictor(libtorch, 1), new Predictor(onnx, 1));
            }
            throughput(preset, new Predictor(onnx, 1));
        }
    }

    private void compare(String preset, List<Modality> modalities, Predictor libtorch, Predictor onnx) {
        List<Clip> clip = List.of(RandomCorpus.clip(0, modalities, new Random(2)));
        seconds(libtorch, clip); // what is made once is made now
        seconds(onnx, clip);
        List<Double> onLibtorch = new ArrayList<>();
        List<Double> onOnnx = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            onLibtorch.add(seconds(libtorch, clip));
            onOnnx.add(seconds(onnx, clip));
            ratios.add(onLibtorch.get(round) / onOnnx.get(round));
        }
        out.printf(
                Locale.ROOT,
                "%-6s %-16s libtorch %7.1f ms, onnx %7.1f ms, %.2f times as quick (%.2f to %.2f)%n",
                preset,
                modalities.stream().map(Modality::name).collect(Collectors.joining("+")),
                1000 * median(onLibtorch),
                1000 * median(onOnnx),
                median(ratios),
                Collections.min(ratios),
                Collections.max(ratios));
    }

    /** Of one answer, the mean of some. */
    private static double seconds(Predictor predictor, List<Clip> clip) {
        long begin = System.nanoTime();
        for (int i = 0; i < ANSWERS_PER_ROUND; i++) {
            predictor.predict(clip);
        }
        return (System.nanoTime() - begin) / 1e9 / ANSWERS_PER_ROUND;
    }

    private void throughput(String preset, Predictor onnx) throws InterruptedException, ExecutionException {
        List<Clip> clip = List.of(RandomCorpus.clip(0, RandomCorpus.BOTH, new Random(2)));
        double alone = 1 / seconds(onnx, clip);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Double>> tasks = IntStream.range(0, THREADS)
                    .<Callable<Double>>mapToObj(thread -> () -> {
                        for (int i = 0; i < ANSWERS_PER_THREAD; i++) {
                            onnx.predict(clip);
                        }
                        return 0.0;
                    })
                    .toList();
            long begin = System.nanoTime();
            for (Future<Double> ended : threads.invokeAll(tasks)) {
                ended.get();
            }
            double together = THREADS * ANSWERS_PER_THREAD / ((System.nanoTime() - begin) / 1e9);
            out.printf(
                    Locale.ROOT,
                    "%-6s one session: %.1f answers a second by one thread, %.1f by %d, on %d processors%n",
                    preset,
                    alone,
                    together,
                    THREADS,
                    Runtime.getRuntime().availableProcessors());
        } finally {
            threads.shutdown();
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
