package org.vavl.core.weights;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.vavl.core.VavlException;

/** A tensor's bytes as float32. */
public final class FloatConversion {
    private FloatConversion() {}

    /**
     * Converts.
     *
     * @param bytes the tensor's, in their byte order
     * @param tensor what they are
     * @param path the file that they come from, for the message
     * @return a view if they are float32 already, otherwise a copy; read-only
     */
    public static FloatBuffer floats(ByteBuffer bytes, TensorDeclaration tensor, Path path) {
        return switch (tensor.type()) {
            case F32 -> bytes.asFloatBuffer().asReadOnlyBuffer();
            case F64 -> {
                FloatBuffer floats = FloatBuffer.allocate(bytes.remaining() / Double.BYTES);
                while (floats.hasRemaining()) {
                    floats.put((float) bytes.getDouble());
                }
                yield floats.flip().asReadOnlyBuffer();
            }
            case F16, BF16 -> {
                short[] halves = new short[bytes.remaining() / Short.BYTES];
                bytes.asShortBuffer().get(halves);
                float[] floats = new float[halves.length];
                for (int i = 0; i < halves.length; i++) {
                    floats[i] = tensor.type() == ElementType.F16
                            ? HalfPrecision.fromF16(halves[i])
                            : HalfPrecision.fromBf16(halves[i]);
                }
                yield FloatBuffer.wrap(floats).asReadOnlyBuffer();
            }
            default ->
                throw new VavlException(path + ": tensor '" + tensor.name() + "' has elements of type " + tensor.type()
                        + ", and must have F32, F16, BF16 or F64");
        };
    }
}
