package org.vavl.core.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.vavl.core.pickle.MalformedPickleException;
import org.vavl.core.pickle.PickleReader;

/**
 * The format of PyTorch 1.6 and later: a zip archive with one folder, in it {@code data.pkl}, {@code data/KEY} for each storage, and
 * perhaps {@code byteorder}; nothing in it is compressed.
 */
final class TorchZip implements TorchContent {
    private static final String PICKLE = "/data.pkl";

    private final ZipFile zip;
    private final String folder;
    private final Object root;

    private TorchZip(ZipFile zip) throws IOException {
        this.zip = zip;
        this.folder = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.indexOf(PICKLE) == name.length() - PICKLE.length())
                .filter(name -> name.indexOf('/') == name.length() - PICKLE.length())
                .findFirst()
                .map(name -> name.substring(0, name.length() - PICKLE.length() + 1))
                .orElseThrow(() -> new MalformedPickleException(
                        "is a zip archive without FOLDER" + PICKLE + ", so none of torch.save"));
        requireLittleEndian();
        ZipEntry pickle = entry(PICKLE.substring(1));
        if (pickle.getSize() > MAXIMUM_PICKLE_BYTES) {
            throw new MalformedPickleException("has a pickle of " + pickle.getSize() + " bytes, and at most "
                    + MAXIMUM_PICKLE_BYTES + " are read");
        }
        try (InputStream in = zip.getInputStream(pickle)) {
            this.root = PickleReader.read(in, new TorchCalls());
        }
    }

    static TorchZip open(Path path) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            return new TorchZip(zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private void requireLittleEndian() throws IOException {
        ZipEntry order = zip.getEntry(folder + "byteorder");
        if (order != null) {
            try (InputStream in = zip.getInputStream(order)) {
                String text = new String(in.readNBytes(16), StandardCharsets.US_ASCII);
                if (!text.equals("little")) {
                    throw new MalformedPickleException("has a byte order that is not little-endian");
                }
            }
        }
    }

    /** Only what lies uncompressed is read: its size is then within the file's. */
    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(folder + name);
        if (entry == null) {
            throw new MalformedPickleException("lacks " + name);
        }
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw new MalformedPickleException("has " + name + " compressed, as torch.save never does");
        }
        return entry;
    }

    @Override
    public Object root() {
        return root;
    }

    private ZipEntry data(TorchCalls.Storage storage) throws IOException {
        return entry("data/" + storage.key());
    }

    @Override
    public void require(TorchCalls.Storage storage) throws IOException {
        long size = data(storage).getSize();
        if (size != storage.bytes()) {
            throw new MalformedPickleException(
                    "has " + size + " bytes of its storage " + storage.key() + ", and must have " + storage.bytes());
        }
    }

    @Override
    public ByteBuffer read(TorchCalls.Storage storage, long begin, int length) throws IOException {
        try (InputStream in = zip.getInputStream(data(storage))) {
            in.skipNBytes(begin);
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("ends within its storage " + storage.key());
            }
            return ByteBuffer.wrap(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
