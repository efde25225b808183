package org.vavl.learning.experiment.trial;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;

/**
 * What a trial has left in its run's folder, to be carried to another machine: model, result, history and the like, by their names, all in memory.
 *
 * <p>Unmodifiable as far as nobody changes the arrays, which are not copied.
 *
 * @param contents of the files by their names; at most {@value #MOST_BYTES} bytes
 */
public record TrialFiles(Map<String, byte[]> contents) {
    /** How much all of them are together, at the most: 1 GiB, the model of 268 million parameters. */
    public static final long MOST_BYTES = 1L << 30;

    private static final int MOST_FILES = 100;

    /** Checks names and sizes. */
    public TrialFiles {
        contents = Map.copyOf(contents);
        contents.keySet().forEach(TrialFiles::requireName);
        long bytes = contents.values().stream().mapToLong(file -> file.length).sum();
        if (bytes > MOST_BYTES || contents.size() > MOST_FILES) {
            throw tooMany(bytes, contents.size());
        }
    }

    private static VavlException tooMany(long bytes, int files) {
        return new VavlException("a trial has left " + files + " files of " + bytes + " bytes, and must leave at most "
                + MOST_FILES + " of " + MOST_BYTES + " to be carried to another machine");
    }

    private static void requireName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")) {
            throw new VavlException("a trial's file is called '" + name + "', which is no plain name of a file");
        }
    }

    /**
     * Reads a run's folder, if it is there, without locks and what was left half-written.
     *
     * @throws VavlException if it cannot be read, or is too large
     */
    static TrialFiles read(Path run) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        if (Files.notExists(run)) {
            return new TrialFiles(contents);
        }
        try (Stream<Path> inside = Files.list(run)) {
            List<Path> files = inside.filter(TrialFiles::isResult).sorted().toList();
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
            }
            if (bytes > MOST_BYTES) {
                throw tooMany(bytes, files.size());
            }
            for (Path file : files) {
                contents.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new VavlException(run + " cannot be read: " + e, e);
        }
        return new TrialFiles(contents);
    }

    private static boolean isResult(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file) && !name.startsWith(".") && !name.endsWith(".lock");
    }

    /**
     * Writes all into a run's folder, each file whole or not at all.
     *
     * @param last the name of the file that says that the others are there
     * @throws VavlException if one cannot be written
     */
    void write(Path run, String last) {
        List<String> names = new ArrayList<>(contents.keySet());
        names.sort((one, other) -> Boolean.compare(one.equals(last), other.equals(last)));
        names.forEach(name -> AtomicFile.write(run.resolve(name), bytes(name)));
    }

    private byte[] bytes(String name) {
        byte[] bytes = contents.get(name);
        return bytes == null ? new byte[0] : bytes;
    }

    /** As an archive in the ZIP format, stored without being made smaller: parameters hardly get smaller. */
    public byte[] toArchive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException("an archive in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * What {@link #toArchive} gave.
     *
     * @throws VavlException if it is no such archive, or has more in it than a trial leaves
     */
    public static TrialFiles ofArchive(byte[] archive) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        long left = MOST_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                requireName(entry.getName());
                byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, left + 1));
                left -= content.length;
                if (left < 0 || contents.size() >= MOST_FILES) {
                    throw tooMany(MOST_BYTES - left, contents.size() + 1);
                }
                contents.put(entry.getName(), content);
            }
        } catch (IOException e) {
            throw new VavlException("what a trial has left cannot be read: " + e.getMessage(), e);
        }
        return new TrialFiles(contents);
    }
}
