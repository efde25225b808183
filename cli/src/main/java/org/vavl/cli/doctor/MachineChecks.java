package org.vavl.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.vavl.core.Counted;
import org.vavl.core.compute.CpuFeatures;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;

/** What can be found out about the machine without loading a native library. */
final class MachineChecks {
    private static final double GIGABYTE = 1 << 30;
    private static final double LITTLE_MEMORY = 4;
    private static final double LITTLE_SPACE = 1;

    private MachineChecks() {}

    static List<Check> all() {
        return List.of(java(), platform(), processor(), memory(), cache(), waitPolicy(), otherLibTorch(), fonts());
    }

    private static Check java() {
        Runtime.Version version = Runtime.version();
        String found = version + " (" + System.getProperty("java.vendor") + "), " + System.getProperty("java.home");
        return version.feature() >= 17
                ? Check.ok("java", found)
                : Check.missing("java", found, "install a JDK of version 17 or newer, or set JAVA_HOME to it");
    }

    private static Check platform() {
        String found = System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch");
        String platform = Loader.getPlatform();
        boolean built = MachineChecks.class.getResource("/org/bytedeco/pytorch/" + platform + "/") != null
                || MachineChecks.class.getResource("/org/bytedeco/pytorch/" + platform + "-gpu/") != null;
        return built
                ? Check.ok("platform", found + "; libraries for " + platform)
                : Check.missing(
                        "platform",
                        found + "; no libraries for " + platform,
                        "build with mvn -Djavacpp.platform=" + platform + " package, if there are libraries for it");
    }

    private static Check processor() {
        boolean bfloat16 = CpuFeatures.ofThisMachine().hasBfloat16Products();
        return Check.ok(
                "processor",
                Counted.of(Runtime.getRuntime().availableProcessors(), "core") + ", "
                        + (bfloat16 ? "with" : "no") + " instructions for bfloat16; precision auto is "
                        + Precision.parse("auto", Device.CPU, device -> bfloat16));
    }

    private static Check memory() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        double total = system.getTotalMemorySize() / GIGABYTE;
        String found = format(
                "%.1f GiB, %.1f GiB of it free; Java's heap may take %.1f GiB",
                total,
                system.getFreeMemorySize() / GIGABYTE,
                Runtime.getRuntime().maxMemory() / GIGABYTE);
        return total >= LITTLE_MEMORY
                ? Check.ok("memory", found)
                : Check.warning("memory", found, "the presets tiny and small fit; the larger ones need 4 GiB or more");
    }

    private static Check cache() {
        try {
            File folder = Loader.getCacheDir();
            Path probe = Files.createTempFile(folder.toPath(), "vavl", ".tmp");
            Files.delete(probe);
            double space = folder.getUsableSpace() / GIGABYTE;
            String found = format("%s, %.1f GiB of space left", folder, space);
            return space >= LITTLE_SPACE
                    ? Check.ok("cache", found)
                    : Check.warning("cache", found, "the libraries that are unpacked there need about half a GiB");
        } catch (IOException e) {
            return Check.missing(
                    "cache",
                    "the native libraries cannot be unpacked: " + e.getMessage(),
                    "name a folder that can be written to with VAVL_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=…");
        }
    }

    private static Check waitPolicy() {
        String policy = System.getenv("OMP_WAIT_POLICY");
        String threads = Optional.ofNullable(System.getenv("OMP_NUM_THREADS"))
                .map(number -> ", OMP_NUM_THREADS=" + number)
                .orElse("");
        if (policy == null || policy.equalsIgnoreCase("passive")) {
            return Check.ok(
                    "openmp", "OMP_WAIT_POLICY=" + (policy == null ? "not set, Vavl sets passive" : policy) + threads);
        }
        return Check.warning(
                "openmp",
                "OMP_WAIT_POLICY=" + policy + threads,
                "unset it: threads that spin while they wait take the cores from those that work");
    }

    /** Another libtorch does no harm, since Vavl unpacks its own first; it is good to know of when something is odd. */
    private static Check otherLibTorch() {
        List<Path> others = libraryFolders()
                .map(folder -> folder.resolve(System.mapLibraryName("torch_cpu")))
                .filter(Files::exists)
                .distinct()
                .toList();
        return Check.ok(
                "library path",
                others.isEmpty()
                        ? "no other libtorch"
                        : "another libtorch, which Vavl does not use: "
                                + String.join(
                                        ", ",
                                        others.stream().map(Path::toString).toList()));
    }

    private static Stream<Path> libraryFolders() {
        Stream<String> named = Stream.of("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
                .flatMap(variable -> Optional.ofNullable(System.getenv(variable)).stream())
                .flatMap(folders -> Stream.of(folders.split(File.pathSeparator)));
        Stream<String> usual = Stream.of(
                "/lib", "/usr/lib", "/usr/local/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu");
        return Stream.concat(named, usual).filter(folder -> !folder.isBlank()).map(Path::of);
    }

    private static Check fonts() {
        String remedy =
                "install one, such as Debian's fontconfig and fonts-dejavu-core; without, curves are written as CSV only";
        try {
            int families = GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length;
            return families > 0
                    ? Check.ok("fonts", families + " families, for the text in pictures")
                    : Check.warning("fonts", "none, so pictures cannot be drawn", remedy);
        } catch (RuntimeException | LinkageError e) {
            return Check.warning("fonts", "none, so pictures cannot be drawn (" + e.getMessage() + ")", remedy);
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
