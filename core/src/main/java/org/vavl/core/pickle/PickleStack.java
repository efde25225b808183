package org.vavl.core.pickle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the stack machine of a pickle works on: its stack, the marks in it, and the values that it stored to push them again. */
final class PickleStack {
    private final Deque<List<Object>> belowMarks = new ArrayDeque<>();
    private final Map<Long, Object> stored = new HashMap<>();
    private List<Object> values = new ArrayList<>();

    void push(Object value) {
        values.add(value);
    }

    Object pop() throws MalformedPickleException {
        return take(1).get(0);
    }

    /** The value on top, which stays there. */
    Object top() throws MalformedPickleException {
        if (values.isEmpty()) {
            throw new MalformedPickleException("the pickle looks at an empty stack");
        }
        return values.get(values.size() - 1);
    }

    void mark() {
        belowMarks.push(values);
        values = new ArrayList<>();
    }

    /** Takes what was pushed since the last mark, and the mark. */
    List<Object> takeSinceMark() throws MalformedPickleException {
        if (belowMarks.isEmpty()) {
            throw new MalformedPickleException("the pickle lacks a mark");
        }
        List<Object> taken = values;
        values = belowMarks.pop();
        return taken;
    }

    /** Takes so many values, in the order in which they were pushed. */
    List<Object> take(int count) throws MalformedPickleException {
        if (values.size() < count) {
            throw new MalformedPickleException("the pickle takes more from its stack than is there");
        }
        List<Object> last = values.subList(values.size() - count, values.size());
        List<Object> taken = new ArrayList<>(last);
        last.clear();
        return taken;
    }

    /** Appends items to the list that is on top. */
    void append(List<Object> items) throws MalformedPickleException {
        if (!(top() instanceof ArrayList<?>)) {
            throw new MalformedPickleException("the pickle appends to what is no list");
        }
        @SuppressWarnings("unchecked") // all lists of the pickle hold objects
        List<Object> list = (List<Object>) top();
        list.addAll(items);
    }

    /** Puts keys, each with its value behind it, into the dictionary that is on top. */
    void put(List<Object> keysAndValues) throws MalformedPickleException {
        if (!(top() instanceof LinkedHashMap<?, ?>) || keysAndValues.size() % 2 != 0) {
            throw new MalformedPickleException("the pickle puts values into what is no dictionary");
        }
        @SuppressWarnings("unchecked") // all maps of the pickle hold objects
        Map<Object, Object> map = (Map<Object, Object>) top();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            Object key = keysAndValues.get(i);
            if (!(key instanceof String || key instanceof Long)) {
                throw new MalformedPickleException("a dictionary's key is neither a string nor a whole number");
            }
            map.put(key, keysAndValues.get(i + 1));
        }
    }

    /** Stores the value that is on top. */
    void store(long index) throws MalformedPickleException {
        stored.put(index, top());
    }

    /** Stores the value that is on top at the next index. */
    void storeNext() throws MalformedPickleException {
        store(stored.size());
    }

    void pushStored(long index) throws MalformedPickleException {
        Object value = stored.get(index);
        if (value == null) {
            throw new MalformedPickleException("the pickle asks for its value " + index + ", which it has not stored");
        }
        push(value);
    }
}
