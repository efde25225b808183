package org.vavl.recognition.onnx;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vavl.core.VavlException;

/**
 * A tensor that an ONNX file holds, of which is required that the file has all of its values itself, as many as its shape says. What is
 * asked for is read, the rest is not.
 */
final class OnnxTensorCheck {
    private static final int DIMENSIONS = 1;
    private static final int TYPE = 2;
    private static final int NAME = 8;
    private static final int RAW = 9;
    private static final int EXTERNAL_DATA = 13;
    private static final int DATA_LOCATION = 14;

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int MOST_DIMENSIONS = 8;
    private static final int FLOAT16 = 10;

    /** Shapes and places are whole numbers, and none that an export has is larger. */
    private static final long LARGEST_NUMBER = 1 << 24;

    /** Bytes of an element, by the numbers of the types that an export has. */
    private static final Map<Integer, Integer> ELEMENT_BYTES =
            Map.of(FLOAT, 4, 3, 1, 6, 4, INT64, 8, 9, 1, FLOAT16, 2, 11, 8);

    private final List<Long> dimensions = new ArrayList<>();
    private String name = "";
    private int type;
    private long elements = 1;
    private ByteBuffer content = ByteBuffer.allocate(0);

    private OnnxTensorCheck() {}

    /** Reads a tensor; its message is a field. */
    static OnnxTensorCheck read(CodedInputStream in) throws IOException {
        OnnxTensorCheck tensor = new OnnxTensorCheck();
        OnnxMessage.read(in, tensor::field);
        tensor.require();
        return tensor;
    }

    private boolean field(int number, CodedInputStream in) throws IOException {
        switch (number) {
            case DIMENSIONS -> dimensions.add(in.readInt64());
            case TYPE -> type = in.readInt32();
            case NAME -> name = in.readStringRequireUtf8();
            case RAW -> content = in.readByteBuffer();
            case EXTERNAL_DATA -> throw elsewhere();
            case DATA_LOCATION -> {
                if (in.readEnum() != 0) {
                    throw elsewhere();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static VavlException elsewhere() {
        return new VavlException("it keeps tensors in other files, and must hold them all itself");
    }

    private void multiply(long size) {
        if (size < 0 || size > Integer.MAX_VALUE || (size > 0 && elements > Integer.MAX_VALUE / size)) {
            throw new VavlException(
                    "tensor '" + name + "' has the shape " + dimensions + ", more than its values can fill");
        }
        elements *= size;
    }

    private void require() {
        if (dimensions.size() > MOST_DIMENSIONS) {
            throw new VavlException("tensor '" + name + "' has " + dimensions.size()
                    + " dimensions, and must have at most " + MOST_DIMENSIONS);
        }
        dimensions.forEach(this::multiply);
        Integer bytes = ELEMENT_BYTES.get(type);
        if (bytes == null) {
            throw new VavlException(
                    "tensor '" + name + "' has elements of ONNX's type " + type + ", which no exported network has");
        }
        if (elements * bytes != content.remaining()) {
            throw new VavlException("tensor '" + name + "' has " + content.remaining() + " bytes, and its shape needs "
                    + elements + " times " + bytes);
        }
        switch (type) {
            case INT64 -> requireNumbers();
            case FLOAT -> requireFinite(Integer.BYTES, 0x7F80_0000);
            case FLOAT16 -> requireFinite(Short.BYTES, 0x7C00);
            default -> {}
        }
    }

    private void requireNumbers() {
        ByteBuffer numbers = content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (numbers.hasRemaining()) {
            long number = numbers.getLong();
            if (Math.abs(number) > LARGEST_NUMBER || number == Long.MIN_VALUE) {
                throw new VavlException(
                        "tensor '" + name + "' has the number " + number + ", and must have at most " + LARGEST_NUMBER);
            }
        }
    }

    /** What is not finite has all bits of the exponent set. */
    private void requireFinite(int bytes, int exponent) {
        ByteBuffer values = content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; values.hasRemaining(); i++) {
            int bits = bytes == Short.BYTES ? values.getShort() : values.getInt();
            if ((bits & exponent) == exponent) {
                throw new VavlException("tensor '" + name + "' has a value " + i + " that is not finite");
            }
        }
    }

    String name() {
        return name;
    }

    List<Long> shape() {
        return List.copyOf(dimensions);
    }

    boolean isFloats() {
        return type == FLOAT;
    }

    /** Its values, if they are float32. */
    FloatBuffer floats() {
        return content.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
}
