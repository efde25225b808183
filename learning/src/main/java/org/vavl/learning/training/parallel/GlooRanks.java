package org.vavl.learning.training.parallel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.PrefixStore;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.VavlException;
import org.vavl.nn.HostTensors;
import org.vavl.nn.LibTorch;
import org.vavl.nn.NativeOutput;

/**
 * Ranks whose tensors go over TCP by libtorch's Gloo. It sums in a ring, in an order that depends on the number of ranks and of values alone, and
 * hands the same sum to all.
 */
final class GlooRanks implements Ranks {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration UNLIMITED = Duration.ofDays(30);
    private static final Duration LEAVING = Duration.ofSeconds(20);
    private static final double NANOS = 1e9;

    private final RankSettings settings;
    private final RankStore store;
    private final RankWatch watch;
    private final ProcessGroupGloo group;
    private long nanos;
    private int meetings;
    private boolean broken;

    private GlooRanks(RankSettings settings, RankStore store, RankWatch watch, ProcessGroupGloo group) {
        this.settings = settings;
        this.store = store;
        this.watch = watch;
        this.group = group;
    }

    /**
     * Finds the others.
     *
     * @throws VavlException if they do not come
     */
    static GlooRanks join(RankSettings settings) {
        LibTorch.load();
        try {
            RankStore store = RankStore.open(settings, PATIENCE);
            RankWatch watch = new RankWatch(store, settings);
            watch.begin();
            return new GlooRanks(settings, store, watch, meet(settings, store, watch));
        } catch (LinkageError e) {
            throw new VavlException(
                    "this platform's libtorch has no Gloo, by which ranks speak to each other: "
                            + RankStore.firstLine(e),
                    e);
        }
    }

    private static ProcessGroupGloo meet(RankSettings settings, RankStore store, RankWatch watch) {
        try {
            watch.await("count", PATIENCE);
            requireSameCount(settings, watch);
            return connect(settings, store);
        } catch (VavlException e) {
            watch.say("failed", String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static void requireSameCount(RankSettings settings, RankWatch watch) {
        for (int rank = 0; rank < settings.count(); rank++) {
            String count = watch.said("count", rank);
            if (!count.equals(Integer.toString(settings.count()))) {
                throw new VavlException("rank " + rank + " was told that there are " + count + " ranks, and rank "
                        + settings.rank() + " that there are " + settings.count());
            }
        }
    }

    /** Gloo says on standard output that it is connected. */
    private static ProcessGroupGloo connect(RankSettings settings, RankStore store) {
        try (PointerScope scope = new PointerScope()) {
            Milliseconds timeout = new Milliseconds(settings.timeout().toMillis());
            ProcessGroupGloo group = NativeOutput.without(() -> new ProcessGroupGloo(
                    new PrefixStore("gloo", store.store()),
                    settings.rank(),
                    settings.count(),
                    ProcessGroupGloo.Options.create_default(timeout)));
            group.retainReference();
            return group;
        } catch (RuntimeException e) {
            throw new VavlException(
                    "the ranks cannot connect to each other: " + RankStore.firstLine(e)
                            + "; where a machine has several networks, GLOO_SOCKET_IFNAME names the one to use",
                    e);
        }
    }

    @Override
    public int rank() {
        return settings.rank();
    }

    @Override
    public int count() {
        return settings.count();
    }

    @Override
    public void meet(String purpose) {
        String word = "purpose" + meetings++;
        watch.say(word, purpose);
        watch.await(word, UNLIMITED);
        for (int rank = 0; rank < count(); rank++) {
            if (!watch.said(word, rank).equals(watch.said(word, 0))) {
                throw new VavlException(
                        "rank " + rank + " is about to train something else than rank 0: their"
                                + " configurations, corpora, precision, numbers of threads (training.threads) or versions differ");
            }
        }
    }

    @Override
    public void add(Tensor tensor) {
        call(() -> group.allreduce(new TensorVector(tensor)));
    }

    @Override
    public void copyFromFirst(Tensor tensor) {
        call(() -> group.broadcast(new TensorVector(tensor)));
    }

    @Override
    public List<Tensor> gather(Tensor own) {
        try (NoGradGuard noGradient = new NoGradGuard()) {
            long[] lengths = lengths(own.numel());
            long longest = 1;
            for (long length : lengths) {
                longest = Math.max(longest, length);
            }
            Tensor padded = own.new_zeros(longest);
            padded.narrow(0, 0, own.numel()).copy_(own);
            Tensor all = own.new_zeros(longest * count());
            call(() -> group._allgather_base(all, padded));
            List<Tensor> parts = new ArrayList<>();
            for (int rank = 0; rank < count(); rank++) {
                parts.add(all.narrow(0, rank * longest, lengths[rank]));
            }
            return parts;
        }
    }

    private long[] lengths(long own) {
        try (PointerScope scope = new PointerScope()) {
            Tensor all = HostTensors.of(new long[count()], count());
            call(() -> group._allgather_base(all, HostTensors.of(new long[] {own}, 1)));
            long[] lengths = new long[count()];
            for (int rank = 0; rank < lengths.length; rank++) {
                lengths[rank] = all.get(rank).item_long();
            }
            return lengths;
        }
    }

    @Override
    public List<byte[]> gather(byte[] own) {
        try (PointerScope scope = new PointerScope()) {
            Tensor bytes = torch.empty(own.length).to(torch.ScalarType.Byte);
            if (own.length > 0) {
                new BytePointer(bytes.data_ptr()).put(own);
            }
            List<byte[]> all = new ArrayList<>();
            for (Tensor part : gather(bytes)) {
                byte[] copy = new byte[Math.toIntExact(part.numel())];
                if (copy.length > 0) {
                    new BytePointer(part.contiguous().data_ptr()).get(copy);
                }
                all.add(copy);
            }
            return all;
        }
    }

    @Override
    public boolean any(boolean here) {
        try (PointerScope scope = new PointerScope()) {
            Tensor votes = torch.full(new long[] {1}, new Scalar(here ? 1.0 : 0.0));
            add(votes);
            return votes.item_double() > 0;
        }
    }

    /** Makes a call, and waits for it. */
    private void call(Supplier<Work> begun) {
        long start = System.nanoTime();
        try (PointerScope scope = new PointerScope()) {
            begun.get()._wait();
        } catch (RuntimeException e) {
            broken = true;
            throw watch.lost(e);
        } finally {
            nanos += System.nanoTime() - start;
        }
    }

    @Override
    public void failed(String reason) {
        if (!broken) {
            broken = true;
            watch.say("failed", reason);
        }
    }

    @Override
    public double seconds() {
        return nanos / NANOS;
    }

    /** The first rank, which keeps the store, is the last to leave. What is broken may still be waiting in the library, and is left to the process's end. */
    @Override
    public void close() {
        if (broken) {
            return;
        }
        try {
            watch.say("left", "1");
            if (isFirst()) {
                watch.await("left", LEAVING);
            }
        } catch (RuntimeException e) {
            broken = true; // the work is done: who does not leave in time does no harm
            return;
        }
        watch.close();
        group.releaseReference();
        store.close();
    }
}
