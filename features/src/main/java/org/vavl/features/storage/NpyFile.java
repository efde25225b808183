package org.vavl.features.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.file.AtomicFile;
import org.vavl.core.file.InputFile;
import org.vavl.core.weights.HalfPrecision;

/**
 * Feature sequences from and to NumPy's {@code .npy} files, as {@link NpyDeclaration} reads their beginning.
 *
 * <p>A two-dimensional array is T frames of D values, a one-dimensional array a single frame. The elements are float16, float32 or
 * float64, of either byte order, in C or Fortran order; arrays of Python objects, which only running pickled code could read, are
 * refused. A frame whose values are all NaN is a frame that is not valid, in both directions: the format has no other place for it. Any
 * other value that is not finite, or too large for the squares of a frame to be summed, is refused.
 */
public final class NpyFile {
    /** Of arrays whose values have to be converted and so take memory, 1 GiB. */
    private static final long MAXIMUM_CONVERTED_VALUES = 1 << 28;

    private static final int ALIGNMENT = 64;
    private static final int CHUNK_VALUES = 1 << 16;

    private NpyFile() {}

    /**
     * Reads a sequence. A little-endian float32 array in C order is mapped into memory, not copied.
     *
     * @param frameRate frames per second, which the file does not say
     * @param extractor what made the values, which the file does not say
     * @throws VavlException if the file is not there, cannot be read, or is no such array, or a valid frame has a value that is not finite
     */
    public static FeatureSequence read(Path path, double frameRate, ExtractorId extractor) {
        try (FileChannel channel = FileChannel.open(InputFile.require(path), StandardOpenOption.READ)) {
            NpyDeclaration declared = NpyDeclaration.read(path.toString(), Channels.newInputStream(channel));
            NpyHeader header = NpyHeader.of(path.toString(), declared);
            long dataBegin = channel.position();
            requireReadable(path, header);
            long expected = header.values() * header.bytesPerValue();
            if (channel.size() - dataBegin != expected) {
                throw new VavlException(
                        path + ": has " + (channel.size() - dataBegin) + " bytes of values, and must have " + expected
                                + " for the shape " + header.frames() + "×" + header.width() + " of its header");
            }
            FloatBuffer values = values(path, channel, dataBegin, header);
            FeatureSequence sequence = sequence(values, header, frameRate, extractor);
            sequence.requireFinite(path.toString());
            return sequence;
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
    }

    private static void requireReadable(Path path, NpyHeader header) {
        long mapped = Integer.MAX_VALUE / header.bytesPerValue();
        long most = header.isFloatView() ? mapped : Math.min(mapped, MAXIMUM_CONVERTED_VALUES);
        if (header.values() > most) {
            throw new VavlException(
                    path + ": has " + header.values() + " values, and at most " + most + " can be read");
        }
    }

    private static FloatBuffer values(Path path, FileChannel channel, long begin, NpyHeader header) throws IOException {
        long length = header.values() * header.bytesPerValue();
        ByteBuffer bytes = channel.map(MapMode.READ_ONLY, begin, length).order(header.order());
        if (header.isFloatView()) {
            return bytes.asFloatBuffer();
        }
        float[] values = new float[(int) header.values()];
        for (int i = 0; i < values.length; i++) {
            values[header.indexOf(i)] = switch (header.bytesPerValue()) {
                case Short.BYTES -> HalfPrecision.fromF16(bytes.getShort());
                case Float.BYTES -> bytes.getFloat();
                default -> narrowed(path, bytes.getDouble(), header.indexOf(i), (int) header.width());
            };
        }
        return FloatBuffer.wrap(values);
    }

    /** Such as 1e300, which would be infinite as a float32, is named as what it is. */
    private static float narrowed(Path path, double value, int index, int width) {
        if (Double.isFinite(value) && Math.abs(value) > FeatureSequence.MAXIMUM_MAGNITUDE) {
            throw FeatureSequence.notFinite(path.toString(), index / width, index % width, value);
        }
        return (float) value;
    }

    private static FeatureSequence sequence(
            FloatBuffer values, NpyHeader header, double frameRate, ExtractorId extractor) {
        int width = (int) header.width();
        BitSet valid = new BitSet();
        for (int frame = 0; frame < header.frames(); frame++) {
            valid.set(frame, !isAllNan(values, frame * width, width));
        }
        FloatBuffer known = valid.cardinality() == header.frames() ? values : withoutInvalid(values, valid, width);
        return new FeatureSequence(known, width, frameRate, valid, extractor);
    }

    private static boolean isAllNan(FloatBuffer values, int begin, int width) {
        for (int i = begin; i < begin + width; i++) {
            if (!Float.isNaN(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Zeros where there are no values, since NaN times a mask's zero is NaN. */
    private static FloatBuffer withoutInvalid(FloatBuffer values, BitSet valid, int width) {
        float[] copy = new float[values.remaining()];
        valid.stream().forEach(frame -> values.get(frame * width, copy, frame * width, width));
        return FloatBuffer.wrap(copy);
    }

    /**
     * Writes a sequence as a float32 array of T×D, as NumPy would; whole or not at all. Its frame rate and extractor have no place
     * in the file.
     *
     * @throws VavlException if the file cannot be written; what was there is as it was then
     */
    public static void write(Path path, FeatureSequence sequence) {
        int width = sequence.width();
        FloatBuffer all = sequence.values();
        write(path, sequence.frames(), width, (begin, values) -> all.get(begin * width, values), sequence.valid());
    }

    /** Where frames come from that are to be written. */
    @FunctionalInterface
    public interface Frames {
        /** Reads as many frames as there is room for, from one on. */
        void read(int begin, float[] values);
    }

    public static void write(Path path, int frames, int width, Frames source, BitSet valid) {
        try (AtomicFile file = AtomicFile.create(path)) {
            byte[] magic = NpyDeclaration.magic();
            byte[] header = NpyHeader.float32(frames, width, ALIGNMENT);
            long position = magic.length;
            file.write(ByteBuffer.wrap(magic), 0);
            file.write(ByteBuffer.wrap(header), position);
            position += header.length;
            int chunkFrames = Math.max(1, CHUNK_VALUES / width);
            for (int frame = 0; frame < frames; frame += chunkFrames) {
                float[] values = new float[Math.min(chunkFrames, frames - frame) * width];
                source.read(frame, values);
                ByteBuffer chunk = bytes(values, frame, width, valid);
                position += chunk.remaining();
                file.write(chunk, position - chunk.limit());
            }
            file.commit();
        }
    }

    private static ByteBuffer bytes(float[] values, int firstFrame, int width, BitSet valid) {
        int frames = values.length / width;
        for (int frame = 0; frame < frames; frame++) {
            if (!valid.get(firstFrame + frame)) {
                Arrays.fill(values, frame * width, (frame + 1) * width, Float.NaN);
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }
}
