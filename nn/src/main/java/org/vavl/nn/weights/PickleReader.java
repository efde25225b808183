package org.vavl.nn.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    private final Deque<List<Object>> marked = new ArrayDeque<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private List<Object> stack = new ArrayList<>();

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
        return pop();
    }

    private boolean pushesConstant(int operation) throws IOException {
        switch (operation) {
            case 'N' -> stack.add(NONE);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'K' -> stack.add((long) in.unsigned());
            case 'M' -> stack.add((long) (in.buffer(2).getShort() & 0xFFFF));
            case 'J' -> stack.add((long) in.buffer(4).getInt());
            case 0x8A -> stack.add(in.integer(in.unsigned()));
            case 'G' -> stack.add(in.buffer(8).order(ByteOrder.BIG_ENDIAN).getDouble());
            case ')' -> stack.add(List.of());
            case ']' -> stack.add(new ArrayList<>());
            case '}' -> stack.add(new LinkedHashMap<>());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean pushesText(int operation) throws IOException {
        switch (operation) {
            case 'X', 'T', 'B' -> stack.add(in.text(in.buffer(4).getInt() & 0xFFFFFFFFL));
            case 0x8C, 'U', 'C' -> stack.add(in.text(in.unsigned()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean builds(int operation) throws IOException {
        switch (operation) {
            case '(' -> {
                marked.push(stack);
                stack = new ArrayList<>();
            }
            case 't' -> {
                List<Object> tuple = sinceMark(); // which changes what the stack is
                stack.add(tuple);
            }
            case 0x85, 0x86, 0x87 -> stack.add(takeLast(operation - 0x84));
            case 'a' -> append(takeLast(1));
            case 'e' -> append(sinceMark());
            case 's' -> put(takeLast(2));
            case 'u' -> put(sinceMark());
            case '0' -> pop();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean remembers(int operation) throws IOException {
        switch (operation) {
            case 'q' -> memo.put((long) in.unsigned(), top());
            case 'r' -> memo.put(in.buffer(4).getInt() & 0xFFFFFFFFL, top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'h' -> stack.add(remembered(in.unsigned()));
            case 'j' -> stack.add(remembered(in.buffer(4).getInt() & 0xFFFFFFFFL));
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
            case 'c' -> stack.add(calls.global(in.line(), in.line()));
            case 0x93 -> {
                List<Object> names = takeLast(2);
                stack.add(calls.global(string(names.get(0)), string(names.get(1))));
            }
            case 'R' -> {
                List<Object> call = takeLast(2);
                stack.add(calls.call(call.get(0), list(call.get(1))));
            }
            case 'b' -> pop(); // attributes of a dictionary, such as the versions of modules: not needed
            case 'Q' -> stack.add(calls.outside(pop()));
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

    private void append(List<Object> values) throws MalformedPickleException {
        if (!(top() instanceof ArrayList<?>)) {
            throw new MalformedPickleException("the pickle appends to what is no list");
        }
        @SuppressWarnings("unchecked") // all lists of this class hold objects
        List<Object> list = (List<Object>) top();
        list.addAll(values);
    }

    private void put(List<Object> keysAndValues) throws MalformedPickleException {
        if (!(top() instanceof LinkedHashMap<?, ?>) || keysAndValues.size() % 2 != 0) {
            throw new MalformedPickleException("the pickle puts values into what is no dictionary");
        }
        @SuppressWarnings("unchecked") // all maps of this class hold objects
        Map<Object, Object> map = (Map<Object, Object>) top();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            Object key = keysAndValues.get(i);
            if (!(key instanceof String || key instanceof Long)) {
                throw new MalformedPickleException("a dictionary's key is neither a string nor a whole number");
            }
            map.put(key, keysAndValues.get(i + 1));
        }
    }

    private List<Object> sinceMark() throws MalformedPickleException {
        if (marked.isEmpty()) {
            throw new MalformedPickleException("the pickle lacks a mark");
        }
        List<Object> values = stack;
        stack = marked.pop();
        return values;
    }

    private List<Object> takeLast(int count) throws MalformedPickleException {
        if (stack.size() < count) {
            throw new MalformedPickleException("the pickle takes more from its stack than is there");
        }
        List<Object> last = stack.subList(stack.size() - count, stack.size());
        List<Object> taken = new ArrayList<>(last);
        last.clear();
        return taken;
    }

    private Object pop() throws MalformedPickleException {
        return takeLast(1).get(0);
    }

    private Object top() throws MalformedPickleException {
        if (stack.isEmpty()) {
            throw new MalformedPickleException("the pickle looks at an empty stack");
        }
        return stack.get(stack.size() - 1);
    }

    private Object remembered(long index) throws MalformedPickleException {
        Object value = memo.get(index);
        if (value == null) {
            throw new MalformedPickleException("the pickle asks for its value " + index + ", which it has not stored");
        }
        return value;
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
