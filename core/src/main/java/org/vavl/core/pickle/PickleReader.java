package org.vavl.core.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Python's pickle format of protocols 2 to 5, as much of it as files of weights and of arrays need. A pickle is a program for a stack
 * machine; here it can make numbers, strings, lists, tuples and dictionaries, and nothing else: what it wants to call goes to {@link
 * Calls}, which decides. Bytes are not read but passed over, and stand for their place in the file. The operations and the characters
 * that one pickle may take are bounded, and so is the memory.
 *
 * <p>None is {@link #NONE}, a tuple or list a {@code List}, a dictionary a {@code Map} whose keys are strings or numbers, a whole number
 * a {@code Long} or {@code BigInteger}, bytes a {@link PickleBlock}. For one thread.
 */
public final class PickleReader {
    /** Python's None. */
    public static final Object NONE = new Object() {
        @Override
        public String toString() {
            return "None";
        }
    };

    private static final int HIGHEST_PROTOCOL = 5;
    private static final int MOST_OPERATIONS = 1 << 22;

    private final PickleBytes in;
    private final Calls calls;
    private final PickleStack stack = new PickleStack();

    /** Decides what a pickle may call, and does it in its stead. */
    public interface Calls {
        /** What stands for a name. */
        Object global(String module, String name) throws MalformedPickleException;

        /** What a call gives. */
        Object call(Object callable, List<?> arguments) throws IOException;

        /** What is kept outside the pickle. */
        Object outside(Object id) throws MalformedPickleException;

        /** Gives an object that a call made its state; unless said otherwise the state is not needed. */
        default void build(Object object, Object state) throws MalformedPickleException {}

        /** Whether a string of more than {@value PickleBytes#LONGEST_STRING} bytes stands for its place in the file, or is an error. */
        default boolean passesOverLongStrings() {
            return false;
        }
    }

    private PickleReader(InputStream in, Calls calls) {
        this.in = new PickleBytes(in, calls.passesOverLongStrings());
        this.calls = calls;
    }

    /**
     * Reads one pickle, and no byte behind it.
     *
     * @param in is bounded by who gives it
     * @throws MalformedPickleException if it is no pickle, or does what {@code calls} refuses
     */
    public static Object read(InputStream in, Calls calls) throws IOException {
        return new PickleReader(in, calls).run();
    }

    private Object run() throws IOException {
        int operations = 0;
        for (int operation = in.unsigned(); operation != '.'; operation = in.unsigned()) {
            if (++operations > MOST_OPERATIONS) {
                throw new MalformedPickleException(
                        "its pickle has more than " + MOST_OPERATIONS + " operations, and so many are not read");
            }
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
            case 0x8B -> stack.push(in.integer(in.size(4)));
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
            case 'X' -> stack.push(in.text(in.size(4)));
            case 0x8C -> stack.push(in.text(in.unsigned()));
            case 0x8D -> stack.push(in.text(in.size(8)));
            case 'T' -> stack.push(in.byteText(in.size(4)));
            case 'U' -> stack.push(in.byteText(in.unsigned()));
            case 'B' -> stack.push(in.block(in.size(4), false));
            case 'C' -> stack.push(in.block(in.unsigned(), false));
            case 0x8E, 0x96 -> stack.push(in.block(in.size(8), false));
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
            case 'b' -> {
                Object state = stack.pop();
                calls.build(stack.top(), state);
            }
            case 'Q' -> stack.push(calls.outside(stack.pop()));
            default ->
                throw new MalformedPickleException(String.format(
                        Locale.ROOT, "pickle operation 0x%02X is damaged, or none that is read", operation));
        }
    }

    private static void requireProtocol(int protocol) throws MalformedPickleException {
        if (protocol > HIGHEST_PROTOCOL) {
            throw new MalformedPickleException(
                    "pickle protocol " + protocol + ", and must be at most " + HIGHEST_PROTOCOL);
        }
    }

    /** The start of a string from a file, fit for a message. */
    public static String shown(String text) {
        return text.substring(0, Math.min(80, text.length())).replaceAll("[^\\w.|<>=$\\[\\]-]", "?");
    }

    /** A value that must be a string. */
    public static String string(Object value) throws MalformedPickleException {
        if (value instanceof String text) {
            return text;
        }
        throw new MalformedPickleException("the pickle has no string where one must be");
    }

    /** A value that must be a tuple or a list. */
    public static List<?> list(Object value) throws MalformedPickleException {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new MalformedPickleException("the pickle has no tuple where one must be");
    }

    /** A value that must be a whole number within 64 bits. */
    public static long integer(Object value) throws MalformedPickleException {
        if (value instanceof Long number) {
            return number;
        }
        throw new MalformedPickleException("the pickle has no whole number where one must be");
    }
}
