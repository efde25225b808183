package org.vavl.core.weights;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.vavl.core.file.BoundedInputStream;
import org.vavl.core.pickle.MalformedPickleException;
import org.vavl.core.pickle.PickleReader;

/**
 * The format before PyTorch 1.6: five pickles (a magic number, the protocol's version, the system's sizes, the content, the keys of the
 * storages), then for each key the number of elements in eight bytes, and the elements.
 */
final class TorchLegacy implements TorchContent {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;

    private final FileChannel channel;
    private final TorchCalls calls = new TorchCalls();
    private final Map<String, Long> begins = new HashMap<>();
    private final Object root;

    private TorchLegacy(FileChannel channel) throws IOException {
        this.channel = channel;
        BoundedInputStream in =
                new BoundedInputStream(new BufferedInputStream(Channels.newInputStream(channel)), MAXIMUM_PICKLE_BYTES);
        if (!PickleReader.read(in, calls).equals(MAGIC)) {
            throw new MalformedPickleException("is a pickle, and none of torch.save: its magic number differs");
        }
        Object protocol = PickleReader.read(in, calls);
        if (!protocol.equals(PROTOCOL)) {
            throw new MalformedPickleException("is none of PyTorch's protocol " + PROTOCOL);
        }
        if (!(PickleReader.read(in, calls) instanceof Map<?, ?> system)
                || !Boolean.TRUE.equals(system.get("little_endian"))) {
            throw new MalformedPickleException("has a byte order that is not little-endian");
        }
        root = PickleReader.read(in, calls);
        place(PickleReader.read(in, calls), in.count());
    }

    static TorchLegacy open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new TorchLegacy(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void place(Object keys, long begin) throws IOException {
        long at = begin;
        for (Object key : PickleReader.list(keys)) {
            TorchCalls.Storage storage = calls.storages().get(PickleReader.string(key));
            if (storage == null || begins.containsKey(storage.key())) {
                throw new MalformedPickleException("has a storage twice, or one that no tensor is in");
            }
            long elements = bytes(at, Long.BYTES).getLong();
            at += Long.BYTES;
            if (elements != storage.elements() || storage.bytes() > channel.size() - at) {
                throw new MalformedPickleException("has " + elements + " elements in its storage " + storage.key()
                        + " and " + (channel.size() - at) + " bytes left, and must have " + storage.elements()
                        + " of " + storage.type().bytes() + " bytes: damaged or cut off");
            }
            begins.put(storage.key(), at);
            at += storage.bytes();
        }
    }

    @Override
    public Object root() {
        return root;
    }

    @Override
    public void require(TorchCalls.Storage storage) throws IOException {
        begin(storage);
    }

    private long begin(TorchCalls.Storage storage) throws MalformedPickleException {
        Long begin = begins.get(storage.key());
        if (begin == null) {
            throw new MalformedPickleException("lacks its storage " + storage.key());
        }
        return begin;
    }

    @Override
    public ByteBuffer read(TorchCalls.Storage storage, long begin, int length) throws IOException {
        return bytes(begin(storage) + begin, length);
    }

    private ByteBuffer bytes(long begin, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, begin + bytes.position()) >= 0) {
            // A read may give less than was asked for.
        }
        if (bytes.hasRemaining()) {
            throw new EOFException("ends within its storages");
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
