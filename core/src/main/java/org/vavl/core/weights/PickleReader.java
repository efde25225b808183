package org.vavl.core.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Python's pickle format, as much of it as files of weights need. A pickle is a program for a stack machine; here it can make
 * numbers, strings, lists, tuples and dictionaries, and nothing else: what it wants to call goes to {@link Calls}, which decides. The
 * memory that is taken is in proportion to the bytes that are read, and those are bounded.
 *
 * <p>None is {@link #NONE}, a tuple or list a {@code List}, a dictionary a {@code Map} whose keys are strings or numbers.
 */
final class PickleReader {
    /** Python's None. */
    static final Object NONE = new Object() {
        @Override
        public String toString() {
            return "None";
        }
    };

    private static final int HIGHEST_PROTOCOL = 5;

    private final PickleBytes in;
    private final Calls calls;
    private final PickleStack stack = new PickleStack();

    /** Decides what a pickle may call, and does it in its stead. */
    interface Calls {
        /** What stands for a name. */
        Object global(String module, String name) throws MalformedPickleException;

        /** What a call gives. */
        Object call(Object callable, List<?> arguments) throws MalformedPickleException;

        /** What is kept outside the pickle. */
        Object outside(Object id) throws MalformedPickleException;
    }

    private PickleReader(InputStream in, Calls calls) {
        this.in = new PickleBytes(in);
        this.calls = calls;
    }

    /**
     * Reads one pickle, and no byte behind it.
     *
     * @param in is bounded by who gives it
     * @throws MalformedPickleException if it is no pickle, or does what {@code calls} refuses
     */
    static Object read(InputStream in, Calls calls) throws IOException {
        return new PickleReader(in, calls).run();
    }

    private Object run() throws IOException {
        for (int operation = in.unsigned(); operation != '.'; operation = in.unsigned()) {
            if (!pushesConstant(operation) && !pushesText(operation) && !builds(operation) && !remembers(operation)) {
                reaches(operation);
            }
        }
        return stack.pop();
    }

    private boolean pushesConstant(int operation) throws IOException {
        switch (operation) {
            case 'N' -> stack.push(NONE);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'K' -> stack.push((long) in.unsigned());
            case 'M' -> stack.push((long) (in.buffer(2).getShort() & 0xFFFF));
            case 'J' -> stack.push((long) in.buffer(4).getInt());
            case 0x8A -> stack.push(in.integer(in.unsigned()));
            case 'G' -> stack.push(in.buffer(8).order(ByteOrder.BIG_ENDIAN).getDouble());
            case ')' -> stack.push(List.of());
            case ']' -> stack.push(new ArrayList<>());
            case '}' -> stack.push(new LinkedHashMap<>());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean pushesText(int operation) throws IOException {
        switch (operation) {
            case 'X', 'T', 'B' -> stack.push(in.text(in.buffer(4).getInt() & 0xFFFFFFFFL));
            case 0x8C, 'U', 'C' -> stack.push(in.text(in.unsigned()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean builds(int operation) throws IOException {
        switch (operation) {
            case '(' -> stack.mark();
            case 't' -> stack.push(stack.takeSinceMark());
            case 0x85, 0x86, 0x87 -> stack.push(stack.take(operation - 0x84));
            case 'a' -> stack.append(stack.take(1));
            case 'e' -> stack.append(stack.takeSinceMark());
            case 's' -> stack.put(stack.take(2));
            case 'u' -> stack.put(stack.takeSinceMark());
            case '0' -> stack.pop();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean remembers(int operation) throws IOException {
        switch (operation) {
            case 'q' -> stack.store(in.unsigned());
            case 'r' -> stack.store(in.buffer(4).getInt() & 0xFFFFFFFFL);
            case 0x94 -> stack.storeNext();
            case 'h' -> stack.pushStored(in.unsigned());
            case 'j' -> stack.pushStored(in.buffer(4).getInt() & 0xFFFFFFFFL);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void reaches(int operation) throws IOException {
        switch (operation) {
            case 0x80 -> requireProtocol(in.unsigned());
            case 0x95 -> in.buffer(8); // a frame's length: a hint for reading ahead
            case 'c' -> stack.push(calls.global(in.line(), in.line()));
            case 0x93 -> {
                List<Object> names = stack.take(2);
                stack.push(calls.global(string(names.get(0)), string(names.get(1))));
            }
            case 'R' -> {
                List<Object> call = stack.take(2);
                stack.push(calls.call(call.get(0), list(call.get(1))));
            }
            case 'b' -> stack.pop(); // attributes of a dictionary, such as the versions of modules: not needed
            case 'Q' -> stack.push(calls.outside(stack.pop()));
            default ->
                throw new MalformedPickleException(
                        String.format("pickle operation 0x%02X is damaged, or none that weights need", operation));
        }
    }

    private static void requireProtocol(int protocol) throws MalformedPickleException {
        if (protocol > HIGHEST_PROTOCOL) {
            throw new MalformedPickleException(
                    "pickle protocol " + protocol + ", and must be at most " + HIGHEST_PROTOCOL);
        }
    }

    static String string(Object value) throws MalformedPickleException {
        if (value instanceof String text) {
            return text;
        }
        throw new MalformedPickleException("the pickle has no string where one must be");
    }

    static List<?> list(Object value) throws MalformedPickleException {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new MalformedPickleException("the pickle has no tuple where one must be");
    }

    static long integer(Object value) throws MalformedPickleException {
        if (value instanceof Long number) {
            return number;
        }
        throw new MalformedPickleException("the pickle has no whole number where one must be");
    }
}
