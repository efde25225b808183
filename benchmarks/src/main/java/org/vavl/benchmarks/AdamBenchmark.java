package org.vavl.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.learning.training.optimiser.Adam;
import org.vavl.learning.training.optimiser.AdamSettings;
import org.vavl.model.EmotionModel;
import org.vavl.model.ModelConfigurations;
import org.vavl.model.vavl.VavlFamily;
import org.vavl.nn.ParameterStore;

/** One step of Adam on all 54 million parameters of the preset {@code paper}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 3)
public class AdamBenchmark {
    private EmotionModel model;
    private Adam adam;
    private PointerScope scope;
    private final Map<String, Tensor> gradients = new LinkedHashMap<>();

    /** Makes the network and gradients. */
    @Setup(Level.Trial)
    public void open() {
        model = ModelConfigurations.preset(new VavlFamily(), "paper")
                .build(
                        List.of(new Modality(Modality.ACOUSTIC, 1024), new Modality(Modality.VISUAL, 1408)),
                        new Task.Classification(List.of("a", "b", "c", "d", "e", "f"), false),
                        ParameterStore.initialised(Device.CPU, 1));
        scope = new PointerScope();
        adam = new Adam(AdamSettings.defaults(), model.parameters().learnable());
        model.parameters()
                .parameters()
                .forEach((name, parameter) ->
                        gradients.put(name, torch.randn_like(parameter).mul(new Scalar(1e-3))));
    }

    /** Frees them. */
    @TearDown(Level.Trial)
    public void close() {
        scope.close();
        adam.close();
        model.close();
    }

    /** Steps every parameter. */
    @Benchmark
    public void step() {
        Map<String, Tensor> parameters = model.parameters().parameters();
        gradients.forEach(
                (name, gradient) -> adam.step(name, Objects.requireNonNull(parameters.get(name)), gradient, 5e-5));
    }
}
