package org.vavl.learning.training.parallel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.vavl.core.VavlException;

/**
 * Words that all ranks see, kept by the first rank or in a file, beside the connections by which tensors go. May be used by several threads.
 */
final class RankStore {
    private final Store store;

    private RankStore(Store store) {
        this.store = store;
    }

    /**
     * Opens it; the first rank makes it.
     *
     * @param patience how long the first rank may take to be there
     * @throws VavlException if it cannot be reached
     */
    static RankStore open(RankSettings settings, Duration patience) {
        try (PointerScope scope = new PointerScope()) {
            Store store = open(settings.rendezvous(), settings, patience);
            store.retainReference();
            return new RankStore(store);
        } catch (RuntimeException e) {
            throw new VavlException(
                    settings.rank() == 0
                            ? "no rendezvous can be opened at " + settings.rendezvous() + ": " + firstLine(e)
                            : "no rendezvous is to be reached at " + settings.rendezvous() + " within "
                                    + patience.toSeconds() + " s: does rank 0 run there? (" + firstLine(e) + ")",
                    e);
        }
    }

    private static Store open(Rendezvous rendezvous, RankSettings settings, Duration patience) {
        if (rendezvous instanceof Rendezvous.SharedFile file) {
            return new FileStore(file.path().toString(), settings.count());
        }
        Rendezvous.Port port = (Rendezvous.Port) rendezvous;
        TCPStoreOptions options = new TCPStoreOptions();
        options.port((short) port.port());
        options.isServer(settings.rank() == 0);
        options.waitWorkers(false);
        options.timeout(new Milliseconds(patience.toMillis()));
        return new TCPStore(port.host(), options);
    }

    static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
    }

    /** The store itself, which stays this one's. */
    Store store() {
        return store;
    }

    void set(String key, String value) {
        try (PointerScope scope = new PointerScope()) {
            store.set(key, new ByteVector(value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    boolean has(String key) {
        try (PointerScope scope = new PointerScope()) {
            return store.check(new StringVector(key));
        }
    }

    Optional<String> get(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        try (PointerScope scope = new PointerScope()) {
            return Optional.of(new String(store.get(key).get(), StandardCharsets.UTF_8));
        }
    }

    /** Counts one more, and says how many that makes. */
    long count(String key) {
        return store.add(key, 1);
    }

    /** How often that was counted. */
    long counted(String key) {
        return get(key).map(Long::parseLong).orElse(0L);
    }

    /** Frees it; the first rank's is not to be reached any more then. */
    void close() {
        store.releaseReference();
    }
}
