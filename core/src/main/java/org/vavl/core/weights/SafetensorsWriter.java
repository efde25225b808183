package org.vavl.core.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;

/**
 * Writes a file of named tensors as a stream: shapes are declared first, then the tensors' bytes come in any order and in pieces
 * of any size, so that no more than one piece need be in memory.
 *
 * <pre>{@code
 * try (SafetensorsWriter writer = SafetensorsWriter.create(path, metadata, declarations)) {
 *     writer.write("weight", bytes);
 *     writer.commit();
 * }
 * }</pre>
 *
 * <p>The file has its name only after {@link #commit}; without it, nothing is left behind (see {@link AtomicFile}). The same
 * content gives the same bytes: metadata is sorted by key, tensors are in the order of their declarations. The data begins at a
 * multiple of 8 bytes; where types of several sizes are mixed, declare the larger first to keep every tensor aligned.
 */
public final class SafetensorsWriter implements AutoCloseable {
    private static final int ALIGNMENT = 8;
    private static final int CHUNK_FLOATS = 1 << 16;

    private final AtomicFile file;
    private final long dataBegin;
    private final Map<String, TensorEntry> entries;
    private final Map<String, Long> written = new HashMap<>();

    private SafetensorsWriter(AtomicFile file, long dataBegin, Map<String, TensorEntry> entries) {
        this.file = file;
        this.dataBegin = dataBegin;
        this.entries = entries;
    }

    /**
     * Begins a file.
     *
     * @param path where it will be; its folder must exist
     * @param metadata strings by key
     * @param declarations the tensors, each name once
     * @throws VavlException if no file can be made there, or if the header would be larger than readers accept
     */
    public static SafetensorsWriter create(
            Path path, Map<String, String> metadata, List<TensorDeclaration> declarations) {
        Map<String, TensorEntry> entries = layOut(declarations);
        byte[] header = header(metadata, entries);
        if (header.length - Long.BYTES > SafetensorsHeader.MAXIMUM_BYTES) {
            throw new VavlException(path + ": the safetensors header would have " + header.length
                    + " bytes, and must have at most " + SafetensorsHeader.MAXIMUM_BYTES);
        }
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            AtomicFile file = opened.add(AtomicFile.create(path), AtomicFile::close);
            file.write(ByteBuffer.wrap(header), 0);
            return opened.returned(new SafetensorsWriter(file, header.length, entries));
        }
    }

    static Map<String, TensorEntry> layOut(List<TensorDeclaration> declarations) {
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        long begin = 0;
        for (TensorDeclaration tensor : declarations) {
            long end = Math.addExact(begin, tensor.length());
            if (entries.put(tensor.name(), new TensorEntry(tensor.type(), tensor.shape(), begin, end)) != null) {
                throw new IllegalArgumentException("tensor '" + tensor.name() + "' is declared twice");
            }
            begin = end;
        }
        return entries;
    }

    /** The length, the JSON, and spaces up to the alignment, as the format asks for. */
    static byte[] header(Map<String, String> metadata, Map<String, TensorEntry> entries) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
            generator.writeStartObject();
            if (!metadata.isEmpty()) {
                generator.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                    generator.writeStringField(entry.getKey(), entry.getValue());
                }
                generator.writeEndObject();
            }
            for (Map.Entry<String, TensorEntry> entry : entries.entrySet()) {
                generator.writeObjectFieldStart(entry.getKey());
                writeEntry(generator, entry.getValue());
                generator.writeEndObject();
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int padding = Math.floorMod(-json.size(), ALIGNMENT);
        json.writeBytes(" ".repeat(padding).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(Long.BYTES + json.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.size())
                .put(json.toByteArray())
                .array();
    }

    private static void writeEntry(JsonGenerator generator, TensorEntry entry) throws IOException {
        generator.writeStringField("dtype", entry.type().name());
        generator.writeFieldName("shape");
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        generator.writeArray(shape, 0, shape.length);
        generator.writeFieldName("data_offsets");
        generator.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
    }

    /**
     * Writes the next bytes of a tensor: all of them, or a piece behind the pieces that were written before.
     *
     * @param bytes the remaining ones are written, as they are; the format is little-endian
     * @throws IllegalArgumentException if no such tensor was declared, or if the bytes are more than it has
     * @throws VavlException if they cannot be written
     */
    public void write(String name, ByteBuffer bytes) {
        TensorEntry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("tensor '" + name + "' was not declared");
        }
        long before = written.getOrDefault(name, 0L);
        long after = before + bytes.remaining();
        if (after > entry.length()) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' was declared with " + entry.length() + " bytes, and would get " + after);
        }
        file.write(bytes.duplicate(), dataBegin + entry.begin() + before);
        written.put(name, after);
    }

    /**
     * Writes the next values of an F32 tensor; see {@link #write(String, ByteBuffer)}.
     *
     * @param floats the remaining ones are written
     */
    public void write(String name, FloatBuffer floats) {
        FloatBuffer rest = floats.duplicate();
        ByteBuffer chunk = ByteBuffer.allocate(Math.min(rest.remaining(), CHUNK_FLOATS) * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            int count = Math.min(rest.remaining(), CHUNK_FLOATS);
            chunk.clear().asFloatBuffer().put(rest.slice().limit(count));
            rest.position(rest.position() + count);
            write(name, chunk.limit(count * Float.BYTES));
        }
    }

    /**
     * Makes the file whole and gives it its name, in place of what had it.
     *
     * @throws IllegalStateException if a tensor lacks bytes
     * @throws VavlException if that fails; what had the name is as it was then
     */
    public void commit() {
        entries.forEach((name, entry) -> {
            long bytes = written.getOrDefault(name, 0L);
            if (bytes != entry.length()) {
                throw new IllegalStateException(
                        "tensor '" + name + "' has got " + bytes + " of its " + entry.length() + " bytes");
            }
        });
        file.commit();
    }

    /** Removes what was written unless it was committed. */
    @Override
    public void close() {
        file.close();
    }
}
