package org.vavl.benchmarks;

import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.TorchDevice;
import org.vavl.nn.layers.FrameMask;
import org.vavl.nn.layers.conformer.ConformerSettings;
import org.vavl.nn.layers.conformer.ConvolutionModule;
import org.vavl.nn.layers.conformer.FeedForward;
import org.vavl.nn.layers.conformer.RelativeAttention;

/** The parts of a conformer block of the paper's sizes, over 150 frames: forward for answers, forward and backward for training. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 3)
public class ConformerPartsBenchmark {
    private static final int WIDTH = 512;
    private static final int FRAMES = 150;

    /** Clips in a batch, and what is done with it. */
    @Param({"1", "32"})
    public int clips;

    @Param({"FLOAT32", "BFLOAT16"})
    public Precision precision;

    @Param({"false", "true"})
    public boolean training;

    private PointerScope scope;
    private ParameterStore store;
    private RelativeAttention attention;
    private ConvolutionModule convolution;
    private FeedForward feedForward;
    private Tensor xBTD;
    private Tensor validBT;
    private ForwardMode mode;

    /** Makes layers and input. */
    @Setup(Level.Trial)
    public void open() {
        store = ParameterStore.initialised(Device.CPU, 1);
        scope = new PointerScope();
        ConformerSettings sizes = new ConformerSettings(WIDTH, 8, 4 * WIDTH, 31, 0.1);
        attention = new RelativeAttention(store.root().child("attention"), sizes);
        convolution = new ConvolutionModule(store.root().child("convolution"), sizes);
        feedForward = new FeedForward(store.root().child("feedForward"), sizes);
        mode = new ForwardMode(training, precision);
        xBTD = torch.randn(clips, FRAMES, WIDTH).requires_grad_(training);
        validBT = torch.ones(new long[] {clips, FRAMES}, TorchDevice.options(Device.CPU, ScalarType.Bool));
    }

    /** Frees them. */
    @TearDown(Level.Trial)
    public void close() {
        scope.close();
        store.close();
    }

    private interface Part {
        Tensor forward();
    }

    private double run(Part part, String name) {
        try (PointerScope step = new PointerScope()) {
            if (!training) {
                try (NoGradGuard noGradient = new NoGradGuard()) {
                    return part.forward().dim();
                }
            }
            Tensor loss = part.forward().sum();
            TensorVector inputs = new TensorVector(
                    store.root().child(name).parameters().values().toArray(new Tensor[0]));
            inputs.push_back(xBTD);
            return torch.grad(new TensorVector(loss), inputs).size();
        }
    }

    /** Relative self-attention. */
    @Benchmark
    public double attention() {
        return run(() -> attention.forward(xBTD, FrameMask.of(validBT, mode), mode), "attention");
    }

    /** The convolution module. */
    @Benchmark
    public double convolution() {
        return run(() -> convolution.forward(xBTD, FrameMask.of(validBT, mode), mode), "convolution");
    }

    /** The feed-forward module. */
    @Benchmark
    public double feedForward() {
        return run(() -> feedForward.forward(xBTD, mode), "feedForward");
    }
}
