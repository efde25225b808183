package org.vavl.core.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.vavl.core.pickle.MalformedPickleException;

/**
 * A tensor in a file that {@code torch.save} wrote: a view of a storage, checked to lie within it.
 *
 * @param declaration name, type and shape
 * @param storage where its elements are
 * @param offset its first element's place there
 * @param strides how many elements of the storage lie between neighbours, by dimension
 */
record TorchTensor(TensorDeclaration declaration, TorchCalls.Storage storage, long offset, List<Long> strides) {
    TorchTensor {
        strides = List.copyOf(strides);
    }

    /** @throws MalformedPickleException if the view is impossible or goes beyond its storage */
    static TorchTensor of(String name, TorchCalls.View view) throws MalformedPickleException {
        try {
            TensorDeclaration declaration =
                    new TensorDeclaration(name, view.storage().type(), view.shape());
            TorchTensor tensor = new TorchTensor(declaration, view.storage(), view.offset(), view.strides());
            long last = tensor.requireStrides();
            if (view.offset() < 0 || last >= view.storage().elements()) {
                throw new IllegalArgumentException(
                        "element " + last + " of a storage of " + view.storage().elements());
            }
            if (declaration.length() > view.storage().bytes()) {
                throw new IllegalArgumentException("it has more elements than its storage");
            }
            return tensor;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedPickleException("tensor '" + name + "' is impossible: " + e.getMessage());
        }
    }

    /** The place in the storage behind which nothing is needed; −1 less than the offset where there are no elements. */
    private long requireStrides() {
        List<Long> shape = declaration.shape();
        if (strides.size() != shape.size()) {
            throw new IllegalArgumentException(strides.size() + " strides for " + shape.size() + " dimensions");
        }
        long last = offset;
        for (int i = 0; i < strides.size(); i++) {
            if (shape.get(i) == 0) {
                return offset - 1;
            }
            if (strides.get(i) < 0) {
                throw new IllegalArgumentException("stride " + strides.get(i));
            }
            last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
        }
        return last;
    }

    /** How many elements of the storage, from the offset on, the tensor lies in. */
    long span() {
        return requireStrides() - offset + 1;
    }

    /** Whether its elements lie in the storage one behind the other, the last index running fastest. */
    boolean isContiguous() {
        long expected = 1;
        for (int i = strides.size() - 1; i >= 0; i--) {
            long size = declaration.shape().get(i);
            if (size != 1 && strides.get(i) != expected) {
                return declaration.length() == 0;
            }
            expected *= size;
        }
        return true;
    }

    /** The elements in order, the last index running fastest, out of the storage's bytes from the offset on. */
    ByteBuffer gather(ByteBuffer source) {
        int bytes = declaration.type().bytes();
        List<Long> shape = declaration.shape();
        ByteBuffer target = ByteBuffer.allocate(Math.toIntExact(declaration.length()));
        long[] index = new long[shape.size()];
        byte[] element = new byte[bytes];
        long place = 0;
        while (target.hasRemaining()) {
            source.get(Math.toIntExact(place * bytes), element);
            target.put(element);
            for (int i = index.length - 1; i >= 0; i--) {
                place += strides.get(i);
                if (++index[i] < shape.get(i)) {
                    break;
                }
                place -= index[i] * strides.get(i);
                index[i] = 0;
            }
        }
        return target.flip().order(ByteOrder.LITTLE_ENDIAN);
    }
}
