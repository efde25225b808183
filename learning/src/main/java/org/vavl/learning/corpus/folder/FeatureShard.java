package org.vavl.learning.corpus.folder;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.weights.ElementType;
import org.vavl.core.weights.HalfPrecision;
import org.vavl.core.weights.SafetensorsWriter;
import org.vavl.core.weights.TensorDeclaration;

/**
 * A safetensors file in the making. Its header, which says how large everything is, comes first; so values wait in a file beside
 * it, which is gone once the shard is written.
 */
final class FeatureShard implements AutoCloseable {
    private static final int PIECE = 1 << 20;

    private final Path file;
    private final FeatureStorage storage;
    private final FileChannel waiting;
    private final List<TensorDeclaration> values = new ArrayList<>();
    private final List<TensorDeclaration> masks = new ArrayList<>();
    private final List<byte[]> maskBytes = new ArrayList<>();

    FeatureShard(Path file, FeatureStorage storage) throws IOException {
        this.file = file;
        this.storage = storage;
        this.waiting = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".waiting"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** The tensor of T×D values of a clip. */
    static String valuesName(String modality, String clip) {
        return "values/" + modality + "/" + clip;
    }

    /** The tensor of T flags, 1 where the frame is valid. */
    static String maskName(String modality, String clip) {
        return "valid/" + modality + "/" + clip;
    }

    static long bytes(FeatureSequence sequence, FeatureStorage storage) {
        return (long) sequence.frames()
                * sequence.width()
                * elementType(storage).bytes();
    }

    long size() throws IOException {
        return waiting.position();
    }

    /** Takes up a clip's features; values of invalid frames become 0. */
    void add(String modality, String clip, FeatureSequence sequence) throws IOException {
        long frames = sequence.frames();
        values.add(new TensorDeclaration(
                valuesName(modality, clip), elementType(storage), List.of(frames, (long) sequence.width())));
        masks.add(new TensorDeclaration(maskName(modality, clip), ElementType.BOOL, List.of(frames)));
        byte[] mask = new byte[sequence.frames()];
        int width = sequence.width();
        int rowBytes = width * elementType(storage).bytes();
        ByteBuffer rows = ByteBuffer.allocate((int) Math.max(rowBytes, Math.min(PIECE, bytes(sequence, storage))))
                .order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer source = sequence.values();
        for (int t = 0; t < mask.length; t++) {
            mask[t] = (byte) (sequence.isValid(t) ? 1 : 0);
            if (rows.remaining() < rowBytes) {
                write(rows);
            }
            for (int d = 0; d < width; d++) {
                put(rows, sequence.isValid(t) ? source.get(t * width + d) : 0);
            }
        }
        write(rows);
        maskBytes.add(mask);
    }

    /** Writes what was put, and makes room. */
    private void write(ByteBuffer rows) throws IOException {
        rows.flip();
        while (rows.hasRemaining()) {
            waiting.write(rows);
        }
        rows.clear();
    }

    private void put(ByteBuffer row, float value) {
        if (storage == FeatureStorage.FLOAT32) {
            row.putFloat(value);
        } else {
            row.putShort(HalfPrecision.toF16(value));
        }
    }

    /** Writes the file. */
    void commit(Map<String, String> metadata) throws IOException {
        List<TensorDeclaration> all = new ArrayList<>(values);
        all.addAll(masks);
        try (SafetensorsWriter writer = SafetensorsWriter.create(file, metadata, all)) {
            long position = 0;
            for (TensorDeclaration tensor : values) {
                copy(position, tensor, writer);
                position += tensor.length();
            }
            for (int i = 0; i < masks.size(); i++) {
                writer.write(masks.get(i).name(), ByteBuffer.wrap(maskBytes.get(i)));
            }
            writer.commit();
        }
    }

    private void copy(long begin, TensorDeclaration tensor, SafetensorsWriter writer) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, tensor.length()));
        for (long done = 0; done < tensor.length(); done += piece.limit()) {
            piece.clear().limit((int) Math.min(PIECE, tensor.length() - done));
            while (piece.hasRemaining()) {
                if (waiting.read(piece, begin + done + piece.position()) < 0) {
                    throw new EOFException(file + " was cut while it was written");
                }
            }
            writer.write(tensor.name(), piece.flip());
        }
    }

    @Override
    public void close() throws IOException {
        waiting.close();
    }

    private static ElementType elementType(FeatureStorage storage) {
        return storage == FeatureStorage.FLOAT32 ? ElementType.F32 : ElementType.F16;
    }
}
