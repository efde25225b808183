package org.vavl.serve.recognition;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A file that was sent, as long as it is needed. To be written by one thread. */
public final class Upload implements AutoCloseable {
    private final UploadFolder folder;
    private final String name;
    private final Path file;
    private final AtomicBoolean removed = new AtomicBoolean();
    private volatile long bytes;

    Upload(UploadFolder folder, String name, Path file) {
        this.folder = folder;
        this.name = name;
        this.file = file;
    }

    /** What it is called by who sent it. */
    public String name() {
        return name;
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** How many bytes it has. */
    public long bytes() {
        return bytes;
    }

    long add(int count) {
        long sum = bytes + count;
        bytes = sum;
        return sum;
    }

    /** Removes it. */
    @Override
    public void close() {
        if (removed.compareAndSet(false, true)) {
            folder.remove(this);
        }
    }
}
