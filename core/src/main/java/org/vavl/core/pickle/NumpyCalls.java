package org.vavl.core.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * What a pickle with NumPy's arrays may call, and nothing else: NumPy's functions that make an array, a single value or a type, which are
 * interpreted here; the encoding that protocol 2 has bytes in; and an ordered dictionary.
 */
final class NumpyCalls implements PickleReader.Calls {
    private static final Set<String> MULTIARRAY = Set.of("numpy.core.multiarray", "numpy._core.multiarray");
    private static final Set<String> NUMERIC = Set.of("numpy.core.numeric", "numpy._core.numeric");
    private static final Set<String> BUILTINS = Set.of("builtins", "__builtin__");
    private static final long MOST_DECODED = 1 << 28;

    private final NumpyArray.Elements file;
    private long decoded;

    /** @param file where the bytes are that were passed over */
    NumpyCalls(NumpyArray.Elements file) {
        this.file = file;
    }

    /** What may be called, or given to what is called. */
    private enum Callable {
        ORDERED_DICTIONARY,
        RECONSTRUCT,
        FROM_BUFFER,
        SCALAR,
        ARRAY_CLASS,
        TYPE,
        ENCODE,
        BYTES
    }

    /** Bytes that are in memory. */
    private record Decoded(ByteBuffer bytes) {}

    @Override
    public boolean passesOverLongStrings() {
        return true;
    }

    @Override
    public Object global(String module, String name) throws MalformedPickleException {
        if (MULTIARRAY.contains(module) && name.equals("_reconstruct")) {
            return Callable.RECONSTRUCT;
        }
        if (MULTIARRAY.contains(module) && name.equals("scalar")) {
            return Callable.SCALAR;
        }
        if (NUMERIC.contains(module) && name.equals("_frombuffer")) {
            return Callable.FROM_BUFFER;
        }
        if (BUILTINS.contains(module) && (name.equals("bytes") || name.equals("bytearray"))) {
            return Callable.BYTES;
        }
        return switch (module + "." + name) {
            case "numpy.ndarray" -> Callable.ARRAY_CLASS;
            case "numpy.dtype" -> Callable.TYPE;
            case "_codecs.encode" -> Callable.ENCODE;
            case "collections.OrderedDict" -> Callable.ORDERED_DICTIONARY;
            default ->
                throw new MalformedPickleException("its pickle wants to call " + PickleReader.shown(module + "." + name)
                        + "; only dictionaries, lists, strings, numbers and NumPy's arrays are read");
        };
    }

    @Override
    public Object call(Object callable, List<?> arguments) throws IOException {
        if (callable instanceof Callable known) {
            int count = arguments.size();
            switch (known) {
                case ORDERED_DICTIONARY -> {
                    if (count == 0) {
                        return new LinkedHashMap<>();
                    }
                }
                case RECONSTRUCT -> {
                    if (count == 3 && arguments.get(0) == Callable.ARRAY_CLASS) {
                        return new NumpyArray();
                    }
                }
                case TYPE -> {
                    if (count > 0) {
                        return NumpyType.named(PickleReader.string(arguments.get(0)));
                    }
                }
                case SCALAR -> {
                    if (count == 2 && arguments.get(0) instanceof NumpyType type && !type.isObject()) {
                        return array(List.of(), type, arguments.get(1)).value();
                    }
                }
                case FROM_BUFFER -> {
                    if (count == 4 && arguments.get(1) instanceof NumpyType type) {
                        requireOrder(arguments.get(3).equals("C"), shape(arguments.get(2)));
                        return array(shape(arguments.get(2)), type, arguments.get(0));
                    }
                }
                case ENCODE -> {
                    if (count == 2
                            && (arguments.get(1).equals("latin1")
                                    || arguments.get(1).equals("latin-1"))) {
                        return encode(arguments.get(0));
                    }
                }
                case BYTES -> {
                    if (count == 0) {
                        return new Decoded(ByteBuffer.allocate(0));
                    }
                    if (count == 1 && isBytes(arguments.get(0))) {
                        return arguments.get(0);
                    }
                }
                case ARRAY_CLASS -> {}
            }
        }
        throw new MalformedPickleException("its pickle calls something with arguments that do not fit");
    }

    private static boolean isBytes(Object value) {
        return value instanceof Decoded || (value instanceof PickleBlock block && !block.isText());
    }

    /** An array's state is (version, shape, type, whether the first dimension is fastest, bytes or a list of objects). */
    @Override
    public void build(Object object, Object state) throws MalformedPickleException {
        if (object instanceof NumpyType type) {
            type.build(PickleReader.list(state));
        } else if (object instanceof NumpyArray array) {
            List<?> parts = PickleReader.list(state);
            if (parts.size() != 5 || !(parts.get(2) instanceof NumpyType type)) {
                throw new MalformedPickleException("its pickle describes an array in a way that is not known");
            }
            List<Long> shape = shape(parts.get(1));
            requireOrder(parts.get(3).equals(false) || parts.get(3).equals(0L), shape);
            fill(array, shape, type, parts.get(4));
        }
    }

    @Override
    public Object outside(Object id) throws MalformedPickleException {
        throw new MalformedPickleException("its pickle refers to something outside of the file");
    }

    private NumpyArray array(List<Long> shape, NumpyType type, Object data) throws MalformedPickleException {
        NumpyArray array = new NumpyArray();
        fill(array, shape, type, data);
        return array;
    }

    private void fill(NumpyArray array, List<Long> shape, NumpyType type, Object data) throws MalformedPickleException {
        if (type.isObject()) {
            array.build(shape, type, PickleReader.list(data));
        } else if (data instanceof PickleBlock block && !block.isText()) {
            array.build(shape, type, (begin, length) -> file.read(block.begin() + begin, length), block.length());
        } else if (data instanceof Decoded memory) {
            fill(array, shape, type, memory.bytes());
        } else if (data instanceof String text) { // bytes of Python 2
            fill(array, shape, type, ByteBuffer.wrap(latin1(text)));
        } else {
            throw new MalformedPickleException("its pickle has an array without bytes");
        }
    }

    private static void fill(NumpyArray array, List<Long> shape, NumpyType type, ByteBuffer bytes)
            throws MalformedPickleException {
        array.build(shape, type, (begin, length) -> bytes.slice((int) begin, length), bytes.remaining());
    }

    private static void requireOrder(boolean lastIsFastest, List<Long> shape) throws MalformedPickleException {
        if (!lastIsFastest && shape.stream().filter(size -> size > 1).count() > 1) {
            throw new MalformedPickleException("its pickle has an array of shape " + shape
                    + " in Fortran's order; save it again after numpy.ascontiguousarray");
        }
    }

    private static List<Long> shape(Object tuple) throws MalformedPickleException {
        List<Long> shape = new ArrayList<>();
        for (Object size : PickleReader.list(tuple)) {
            shape.add(PickleReader.integer(size));
        }
        return shape;
    }

    /** The bytes that a string stands for, character by character. */
    private Decoded encode(Object text) throws IOException {
        if (text instanceof PickleBlock block && block.isText()) {
            decoded += block.length();
            if (decoded > MOST_DECODED) {
                throw new MalformedPickleException("its pickle has more than " + MOST_DECODED
                        + " bytes of arrays in protocol 2, which are held in memory; save it again with protocol 4");
            }
            ByteBuffer utf8 = file.read(block.begin(), (int) block.length());
            return new Decoded(ByteBuffer.wrap(latin1(StandardCharsets.UTF_8.decode(utf8))));
        }
        return new Decoded(ByteBuffer.wrap(latin1(PickleReader.string(text))));
    }

    private static byte[] latin1(CharSequence text) throws MalformedPickleException {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            if (text.charAt(i) > 0xFF) {
                throw new MalformedPickleException("its pickle has bytes that are none");
            }
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }
}
