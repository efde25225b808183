package org.vavl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.nn.layers.MaskedMean;
import org.vavl.nn.layers.conformer.Conformer;
import org.vavl.nn.layers.conformer.ConformerSettings;

/** That scopes free what is made in them, and {@code retainReference} keeps what is meant to stay. */
class NativeMemoryTest {
    @TempDir
    Path folder = Path.of("");

    /** Steps through a conformer in a JVM whose heap cannot grow, and prints by how much its memory does. */
    static final class Steps {
        private static final int STEPS = 2000;

        public static void main(String[] arguments) {
            try (ParameterStore store = ParameterStore.initialised(Device.CPU, 1)) {
                Conformer conformer = new Conformer(store.root(), 1, new ConformerSettings(32, 2, 64, 7, 0.1));
                step(conformer, store, STEPS / 4);
                long before = Pointer.physicalBytes();
                step(conformer, store, STEPS);
                System.out.println("grown by " + (Pointer.physicalBytes() - before) / 1024 + " KiB");
            }
        }

        private static void step(Conformer conformer, ParameterStore store, int steps) {
            for (int i = 0; i < steps; i++) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor xBTD = torch.randn(4, 40, 32);
                    Tensor validBT = torch.ones(new long[] {4, 40}, TorchDevice.options(Device.CPU, ScalarType.Bool));
                    ForwardMode mode = ForwardMode.training(i % 2 == 0 ? Precision.FLOAT32 : Precision.BFLOAT16);
                    MaskedMean.overTime(conformer.forward(xBTD, validBT, mode), validBT)
                            .square()
                            .sum()
                            .backward();
                    store.parameters()
                            .values()
                            .forEach(parameter -> parameter.grad().zero_());
                }
            }
        }
    }

    @Test
    @Tag("slow")
    void memoryStaysWhereItIsOverThousandsOfSteps() throws IOException, InterruptedException {
        FreshJvm.Result result = new FreshJvm()
                .option("-Xms64m")
                .option("-Xmx64m")
                .option("-XX:+AlwaysPreTouch")
                .run(Steps.class, folder);
        assertThat(result.exitCode()).as(result.output()).isZero();
        String grown = result.output().replaceAll("(?s).*grown by (-?\\d+) KiB.*", "$1");
        assertThat(Long.parseLong(grown)).isLessThan(4 * 1024); // x alone, kept at each step, makes it 15 MiB
    }

    @Test
    void closingAStoreFreesItsParameters() {
        LibTorch.load();
        long before = Pointer.physicalBytes();
        for (int i = 0; i < 8; i++) {
            try (ParameterStore store = ParameterStore.initialised(Device.CPU, 1)) {
                store.root().create("weight", Initialisation.ones(), 64, 1024, 1024); // 256 MiB
            }
        }
        assertThat(Pointer.physicalBytes() - before).isLessThan(512L << 20);
    }

    @Test
    void aTensorDiesWithItsScopeUnlessItIsRetained() {
        LibTorch.load();
        Tensor dead;
        Tensor retained;
        try (PointerScope scope = new PointerScope()) {
            dead = torch.ones(3);
            retained = torch.ones(3).add(dead);
            retained.retainReference();
        }
        assertThat(dead.isNull()).isTrue();
        assertThat(retained.sum().item_float()).isEqualTo(6);
        retained.releaseReference();
        assertThat(retained.isNull()).isTrue();
    }

    @Test
    void aTensorBelongsToTheInnermostScope() {
        LibTorch.load();
        try (PointerScope outer = new PointerScope()) {
            Tensor first = torch.ones(3);
            try (PointerScope inner = new PointerScope()) {
                first.add(first);
            }
            assertThat(first.sum().item_float()).isEqualTo(3);
        }
    }
}
