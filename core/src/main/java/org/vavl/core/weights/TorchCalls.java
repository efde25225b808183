package org.vavl.core.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vavl.core.pickle.MalformedPickleException;
import org.vavl.core.pickle.PickleReader;

/**
 * What a pickle that {@code torch.save} wrote may call, and nothing else: an ordered dictionary, a tensor over a storage, a
 * parameter, and the names of the storages' types.
 */
final class TorchCalls implements PickleReader.Calls {
    private static final Map<String, ElementType> STORAGES = Map.of(
            "DoubleStorage", ElementType.F64,
            "FloatStorage", ElementType.F32,
            "HalfStorage", ElementType.F16,
            "BFloat16Storage", ElementType.BF16,
            "LongStorage", ElementType.I64,
            "IntStorage", ElementType.I32,
            "ShortStorage", ElementType.I16,
            "CharStorage", ElementType.I8,
            "ByteStorage", ElementType.U8,
            "BoolStorage", ElementType.BOOL);

    private final Map<String, Storage> storages = new HashMap<>();

    /** What may be called. */
    private enum Callable {
        ORDERED_DICTIONARY,
        TENSOR,
        PARAMETER
    }

    /**
     * A storage: elements in a row.
     *
     * @param key its name in the file
     * @param type what its elements are
     * @param elements how many there are
     */
    record Storage(String key, ElementType type, long elements) {
        long bytes() {
            return elements * type.bytes();
        }
    }

    /**
     * A tensor over a storage.
     *
     * @param storage where its elements are
     * @param offset its first element's place there
     * @param shape its sizes
     * @param strides how many elements of the storage lie between neighbours, by dimension
     */
    record View(Storage storage, long offset, List<Long> shape, List<Long> strides) {}

    @Override
    public Object global(String module, String name) throws MalformedPickleException {
        String global = module + "." + name;
        return switch (global) {
            case "collections.OrderedDict" -> Callable.ORDERED_DICTIONARY;
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> Callable.TENSOR;
            case "torch._utils._rebuild_parameter" -> Callable.PARAMETER;
            default -> {
                ElementType type = module.equals("torch") ? STORAGES.get(name) : null;
                if (type == null) {
                    throw new MalformedPickleException("its pickle wants to call " + shown(global)
                            + ", which weights do not need: only files of a state_dict are read");
                }
                yield type;
            }
        };
    }

    private static String shown(String name) {
        return name.substring(0, Math.min(80, name.length())).replaceAll("[^\\w.]", "?");
    }

    @Override
    public Object call(Object callable, List<?> arguments) throws MalformedPickleException {
        if (callable == Callable.ORDERED_DICTIONARY && arguments.isEmpty()) {
            return new LinkedHashMap<>();
        }
        if (callable == Callable.TENSOR && arguments.size() >= 4 && arguments.get(0) instanceof Storage storage) {
            return new View(
                    storage,
                    PickleReader.integer(arguments.get(1)),
                    integers(arguments.get(2)),
                    integers(arguments.get(3)));
        }
        if (callable == Callable.PARAMETER && !arguments.isEmpty() && arguments.get(0) instanceof View view) {
            return view;
        }
        throw new MalformedPickleException("its pickle calls something with arguments that do not fit");
    }

    /** ('storage', type, key, device, elements), and in the old format None, where a view of another storage could stand. */
    @Override
    public Object outside(Object id) throws MalformedPickleException {
        List<?> parts = PickleReader.list(id);
        if (parts.size() < 5
                || !parts.get(0).equals("storage")
                || !(parts.get(1) instanceof ElementType type)
                || (parts.size() > 5 && parts.get(5) != PickleReader.NONE)) {
            throw new MalformedPickleException("its pickle refers to something that is no plain storage of elements");
        }
        long elements = PickleReader.integer(parts.get(4));
        if (elements < 0 || elements > Long.MAX_VALUE / Long.BYTES) {
            throw new MalformedPickleException("its pickle has a storage of " + elements + " elements");
        }
        Storage storage = new Storage(PickleReader.string(parts.get(2)), type, elements);
        if (!storages.computeIfAbsent(storage.key(), key -> storage).equals(storage)) {
            throw new MalformedPickleException("its pickle says two things of one storage");
        }
        return storage;
    }

    /** The storages that were referred to, by key. */
    Map<String, Storage> storages() {
        return storages;
    }

    private static List<Long> integers(Object tuple) throws MalformedPickleException {
        List<Long> integers = new ArrayList<>();
        for (Object value : PickleReader.list(tuple)) {
            integers.add(PickleReader.integer(value));
            if (integers.size() > TensorDeclaration.MAXIMUM_RANK) {
                throw new MalformedPickleException(
                        "a tensor has more than " + TensorDeclaration.MAXIMUM_RANK + " dimensions");
            }
        }
        return integers;
    }
}
