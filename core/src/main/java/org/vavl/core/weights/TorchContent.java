package org.vavl.core.weights;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where one of PyTorch's two file formats keeps its pickle and its storages. */
public interface TorchContent extends AutoCloseable {
    /** Bytes of pickle that are read at most; a network of ten thousand tensors needs two million. */
    int MAXIMUM_PICKLE_BYTES = 1 << 22;

    /** What the file's pickle holds. */
    Object root();

    /** Checks that a storage is there, whole. */
    void require(TorchCalls.Storage storage) throws IOException;

    /** Reads a part of a storage's bytes. */
    ByteBuffer read(TorchCalls.Storage storage, long begin, int length) throws IOException;

    @Override
    void close() throws IOException;
}
