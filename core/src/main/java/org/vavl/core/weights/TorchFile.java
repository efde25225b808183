package org.vavl.core.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;
import org.vavl.core.pickle.MalformedPickleException;

/**
 * The tensors of a {@code state_dict} that {@code torch.save} wrote, in the zip format ({@code pytorch_model.bin}) or the one before it
 * ({@code .pt} files up to PyTorch 1.5).
 *
 * <p>Nothing in it is executed: the pickle may build dictionaries, lists and tensors, and a file that wants more is refused (see {@link
 * TorchCalls}). Opening checks that every tensor lies within the file; a tensor's bytes are read when they are asked for. Where the
 * file's dictionary holds no tensor, as a checkpoint of a training does not, the one under {@code state_dict} or {@code model_state_dict}
 * is taken; what in it is no tensor is left out.
 */
public final class TorchFile implements WeightFile {
    /** How many bytes tell the formats apart. */
    static final int START_BYTES = 4;

    /** How the zip format begins. */
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** How the format before it begins: protocol 2, a number of ten bytes. */
    private static final byte[] LEGACY = {(byte) 0x80, 2, (byte) 0x8A, 10};

    private final Path path;
    private final Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    private final Map<String, TensorDeclaration> declarations = new LinkedHashMap<>();
    private @Nullable TorchContent content;

    private TorchFile(Path path, TorchContent content) throws IOException {
        this.path = path;
        this.content = content;
        for (Map.Entry<?, ?> entry : dictionary(content.root()).entrySet()) {
            if (entry.getKey() instanceof String name && entry.getValue() instanceof TorchCalls.View view) {
                content.require(view.storage());
                TorchTensor tensor = TorchTensor.of(name, view);
                tensors.put(name, tensor);
                declarations.put(name, tensor.declaration());
            }
        }
    }

    /** Whether a file that begins so is one of these. */
    static boolean begins(byte[] start) {
        return Arrays.equals(start, ZIP) || Arrays.equals(start, LEGACY);
    }

    /**
     * Opens a file.
     *
     * @throws VavlException if it is not there, cannot be read, is damaged, holds no tensors, or wants to call what weights do not need
     */
    public static TorchFile open(Path path) {
        InputFile.require(path);
        try {
            TorchContent content = content(path);
            try {
                return new TorchFile(path, content);
            } catch (IOException | RuntimeException e) {
                content.close();
                throw e;
            }
        } catch (MalformedPickleException e) {
            throw new VavlException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
    }

    private static TorchContent content(Path path) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(START_BYTES);
        }
        if (!begins(start)) {
            throw new MalformedPickleException(
                    "is no file of torch.save: it begins as neither a zip archive nor its" + " older format does");
        }
        return Arrays.equals(start, ZIP) ? TorchZip.open(path) : TorchLegacy.open(path);
    }

    private static Map<?, ?> dictionary(Object root) throws MalformedPickleException {
        if (root instanceof Map<?, ?> map) {
            if (hasTensors(map)) {
                return map;
            }
            for (String key : List.of("state_dict", "model_state_dict")) {
                if (map.get(key) instanceof Map<?, ?> inner && hasTensors(inner)) {
                    return inner;
                }
            }
        }
        throw new MalformedPickleException("holds no dictionary of tensors, and must hold a state_dict");
    }

    private static boolean hasTensors(Map<?, ?> map) {
        return map.values().stream().anyMatch(TorchCalls.View.class::isInstance);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public Map<String, TensorDeclaration> declarations() {
        return Collections.unmodifiableMap(declarations);
    }

    @Override
    public ByteBuffer bytes(String name) {
        TorchContent open = content;
        if (open == null) {
            throw new IllegalStateException(path + " was closed");
        }
        TorchTensor tensor = tensor(name);
        long length = tensor.span() * tensor.declaration().type().bytes();
        if (length > Integer.MAX_VALUE - Long.BYTES) {
            throw new VavlException(path + ": tensor '" + name + "' has " + length + " bytes, and at most "
                    + (Integer.MAX_VALUE - Long.BYTES) + " can be read");
        }
        try {
            long begin = tensor.offset() * tensor.declaration().type().bytes();
            ByteBuffer bytes = open.read(tensor.storage(), begin, (int) length);
            ByteBuffer ordered = tensor.isContiguous() ? bytes : tensor.gather(bytes);
            return ordered.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw InputFile.failed(path, e);
        }
    }

    private TorchTensor tensor(String name) {
        TorchTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new VavlException(path + ": has no tensor '" + name + "' among its " + tensors.size());
        }
        return tensor;
    }

    @Override
    public FloatBuffer floats(String name) {
        ByteBuffer bytes = bytes(name);
        return FloatConversion.floats(bytes, tensor(name).declaration(), path);
    }

    /** Closes the file; buffers that were given out stay valid. */
    @Override
    public void close() {
        TorchContent open = content;
        content = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw InputFile.failed(path, e);
            }
        }
    }
}
