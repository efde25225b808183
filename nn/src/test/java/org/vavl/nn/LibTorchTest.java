package org.vavl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;

class LibTorchTest {
    @TempDir
    Path folder = Path.of("");

    /** Multiplies two matrices in a fresh JVM. */
    static final class Multiply {
        public static void main(String[] arguments) {
            LibTorch.load();
            try (PointerScope scope = new PointerScope()) {
                Tensor product =
                        HostTensors.of(new float[] {1, 2, 3, 4}, 2, 2).matmul(HostTensors.of(new float[] {1, 1}, 2, 1));
                System.out.println("product " + product.sum().item_float());
            }
            System.out.println("threads " + LibTorch.threads());
        }
    }

    /** Loads in a fresh JVM and says what the C library's environment holds. */
    static final class PrintSettings {
        interface C extends Library {
            @Nullable String getenv(String name);
        }

        public static void main(String[] arguments) {
            LibTorch.load();
            C c = Native.load("c", C.class);
            System.out.println("policy " + c.getenv("OMP_WAIT_POLICY"));
            System.out.println("turns " + c.getenv("GOMP_SPINCOUNT"));
            System.out.println("OpenBLAS " + c.getenv("OPENBLAS_NUM_THREADS"));
            System.out.println("memory limit " + Pointer.maxPhysicalBytes());
        }
    }

    /** Fails to load, twice. */
    static final class FailTwice {
        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                try {
                    LibTorch.load();
                } catch (VavlException e) {
                    System.out.println("refused: " + e.getMessage());
                }
            }
        }
    }

    @Test
    @Tag("slow")
    @EnabledOnOs(OS.LINUX)
    void startsOnAColdCacheBesideAnotherLibtorch() throws IOException, InterruptedException {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Path library = Path.of(System.getProperty("java.home"), "lib", "libzip.so"); // any that is not libtorch
        Files.copy(library, other.resolve("libc10.so"));
        Files.copy(library, other.resolve("libtorch_cpu.so"));
        FreshJvm.Result result = new FreshJvm()
                .option("-Dorg.bytedeco.javacpp.cachedir=" + cache)
                .environment("LD_LIBRARY_PATH", other.toString())
                .environment("OMP_DISPLAY_ENV", "VERBOSE")
                .run(Multiply.class, folder);
        assertThat(result.output())
                .contains("product 10.0")
                .contains("threads " + Runtime.getRuntime().availableProcessors())
                .contains("GOMP_SPINCOUNT = '30000'");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    @Tag("slow")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void threadsAndMemoryAreSetUpUnlessTheUserHasDoneSo() throws IOException, InterruptedException {
        assertThat(new FreshJvm().run(PrintSettings.class, folder).output())
                .contains(
                        "policy passive",
                        "turns 30000",
                        "OpenBLAS " + (LibTorch.load().endsWith("x86_64") ? "1" : "null"),
                        "memory limit 0");
        assertThat(new FreshJvm()
                        .environment("OMP_WAIT_POLICY", "active")
                        .environment("OPENBLAS_NUM_THREADS", "3")
                        .option("-Dorg.bytedeco.javacpp.maxPhysicalBytes=8g")
                        .run(PrintSettings.class, folder)
                        .output())
                .contains("policy active", "turns null", "OpenBLAS 3", "memory limit " + (8L << 30));
    }

    @Test
    @Tag("slow")
    void everyCallerLearnsThatLibrariesAreMissing() throws IOException, InterruptedException {
        FreshJvm.Result result = new FreshJvm()
                .option("-Dorg.bytedeco.javacpp.platform=amiga-m68k")
                .run(FailTwice.class, folder);
        assertThat(
                        result.output()
                                .lines()
                                .filter(
                                        line -> line.startsWith(
                                                "refused: libtorch " + LibTorch.version()
                                                        + " could not be loaded on amiga-m68k; is the jar with its libraries for this platform on the class path?")))
                .hasSize(2);
    }

    @Test
    void versionIsThatOfTheJar() {
        assertThat(LibTorch.version()).matches("2\\.\\d+\\.\\d+-1\\.\\d+\\.\\d+");
    }

    @Test
    void threadsCanBeSet() {
        int before = LibTorch.threads();
        LibTorch.setThreads(1);
        assertThat(LibTorch.threads()).isEqualTo(1);
        LibTorch.setThreads(before);
        assertThat(LibTorch.threads()).isEqualTo(before);
        assertThatThrownBy(() -> LibTorch.setThreads(0)).hasMessage("threads is 0, and must be at least 1");
    }
}
