package org.vavl.nn.weights;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.weights.ElementType;
import org.vavl.core.weights.SafetensorsWriter;
import org.vavl.core.weights.TensorDeclaration;
import org.vavl.core.weights.WeightFile;
import org.vavl.nn.LibTorch;
import org.vavl.nn.ScalarTypes;
import org.vavl.nn.TorchDevice;

/** libtorch's tensors from files of weights, and to safetensors files. */
public final class TensorFiles {
    private static final long CHUNK_BYTES = 1 << 30;
    private static final int HEAP_CHUNK_BYTES = 1 << 20;

    private TensorFiles() {}

    /**
     * Reads tensors. Each is a new one of the file's element type, and belongs to the caller's
     * {@link org.bytedeco.javacpp.PointerScope}; none is a view of the file.
     *
     * @param names which of the file's tensors
     * @param device where they will be
     * @return the tensors by name, in the order in which they lie in the file
     * @throws VavlException if one has 2 GiB or more, or if the machine has no such device
     */
    public static Map<String, Tensor> read(WeightFile file, Predicate<String> names, Device device) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        file.declarations().keySet().stream()
                .filter(names)
                .forEach(name -> tensors.put(name, read(file, name, device)));
        return tensors;
    }

    /**
     * Reads one tensor, a new one of the file's element type, which belongs to the caller's
     * {@link org.bytedeco.javacpp.PointerScope}.
     *
     * @param name one of the file's tensors
     * @param device where it will be
     * @throws VavlException if it has 2 GiB or more, or if the machine has no such device
     */
    public static Tensor read(WeightFile file, String name, Device device) {
        TorchDevice.require(device);
        TensorDeclaration declaration = file.declarations().get(name);
        if (declaration == null) {
            throw new IllegalArgumentException(file.path() + " has no tensor '" + name + "'");
        }
        Tensor tensor = read(declaration, file.bytes(name), device);
        file.release(name);
        return tensor;
    }

    private static Tensor read(TensorDeclaration entry, ByteBuffer bytes, Device device) {
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        Tensor result = torch.empty(
                shape, TorchDevice.options(device, ScalarTypes.of(entry.type())), new MemoryFormatOptional());
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            boolean here = device.equals(Device.CPU);
            Tensor host = here
                    ? result
                    : torch.empty(
                            shape,
                            TorchDevice.options(Device.CPU, ScalarTypes.of(entry.type())),
                            new MemoryFormatOptional());
            copy(bytes, host.data_ptr());
            if (!here) {
                result.copy_(host);
            }
        }
        return result;
    }

    /** A read-only buffer on Java's heap has no address, and gives no array. */
    private static void copy(ByteBuffer bytes, Pointer target) {
        if (bytes.isDirect()) {
            Pointer.memcpy(target, new BytePointer(bytes), bytes.remaining());
            return;
        }
        byte[] chunk = new byte[Math.min(HEAP_CHUNK_BYTES, bytes.remaining())];
        BytePointer address = new BytePointer(target);
        for (long at = 0; bytes.hasRemaining(); at += chunk.length) {
            int count = Math.min(chunk.length, bytes.remaining());
            bytes.get(chunk, 0, count);
            address.position(at).put(chunk, 0, count);
        }
    }

    /**
     * Writes tensors, in the map's order, whole or not at all (see {@link SafetensorsWriter}).
     *
     * @param metadata strings by key
     * @param tensors by name, anywhere, of an {@link ElementType}
     * @throws VavlException if the file cannot be written; what was there is as it was then
     */
    public static void write(Path path, Map<String, String> metadata, Map<String, Tensor> tensors) {
        LibTorch.load();
        List<TensorDeclaration> declarations = new ArrayList<>();
        tensors.forEach((name, tensor) -> declarations.add(new TensorDeclaration(
                name,
                elementType(name, tensor),
                Arrays.stream(tensor.shape()).boxed().toList())));
        try (SafetensorsWriter writer = SafetensorsWriter.create(path, metadata, declarations)) {
            tensors.forEach((name, tensor) -> write(writer, name, tensor));
            writer.commit();
        }
    }

    private static ElementType elementType(String name, Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            return ScalarTypes.elementType(tensor.scalar_type().intern())
                    .orElseThrow(() -> new IllegalArgumentException("tensor '" + name + "' has elements of type "
                            + tensor.scalar_type().intern() + ", and must have one of "
                            + Arrays.toString(ElementType.values())));
        }
    }

    private static void write(SafetensorsWriter writer, String name, Tensor tensor) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor host = tensor.detach().cpu().contiguous();
            long length = host.numel() * host.element_size();
            for (long begin = 0; begin < length; begin += CHUNK_BYTES) {
                long end = Math.min(length, begin + CHUNK_BYTES);
                writer.write(
                        name,
                        new BytePointer(host.data_ptr())
                                .position(begin)
                                .limit(end)
                                .asByteBuffer());
            }
        }
    }
}
