package org.vavl.core.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the CPU says that it can do. Read from the kernel on Linux; elsewhere nothing is known, and nothing is assumed.
 *
 * @param flags the instruction sets' names as the kernel writes them, such as {@code avx512_bf16}
 */
public record CpuFeatures(Set<String> flags) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Copies the flags. */
    public CpuFeatures {
        flags = Set.copyOf(flags);
    }

    /** The features of the first processor of this machine. */
    public static CpuFeatures ofThisMachine() {
        if (!Files.isReadable(CPU_INFO)) {
            return new CpuFeatures(Set.of());
        }
        try (Stream<String> lines = Files.lines(CPU_INFO, StandardCharsets.ISO_8859_1)) {
            return parse(lines);
        } catch (IOException | UncheckedIOException e) {
            return new CpuFeatures(Set.of());
        }
    }

    /** Reads {@code flags} (x86) or {@code Features} (Arm) of the first processor in the kernel's list. */
    public static CpuFeatures parse(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim().split("\\s+"))
                .map(flags -> new CpuFeatures(Arrays.stream(flags).collect(Collectors.toSet())))
                .orElse(new CpuFeatures(Set.of()));
    }

    /** Whether products of bfloat16 matrices have instructions of their own. */
    public boolean hasBfloat16Products() {
        return flags.contains("avx512_bf16") || flags.contains("amx_bf16") || flags.contains("bf16");
    }
}
