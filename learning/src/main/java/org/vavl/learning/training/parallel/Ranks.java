package org.vavl.learning.training.parallel;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.VavlException;

/**
 * The processes that train one model together, as one of them sees them. All make the same calls in the same order; a call returns when all have made it.
 * One training may be {@link #alone}, which costs nothing. For one thread.
 *
 * <p>Every call that tells others something throws a {@link VavlException} that names who is missing if another rank has ended or does not answer.
 */
public interface Ranks extends AutoCloseable {
    /** One process that trains by itself. */
    static Ranks alone() {
        return new LoneRank();
    }

    /**
     * Finds the other processes, and waits for them.
     *
     * @throws VavlException if they do not come, or there is no libtorch with Gloo for this platform
     */
    static Ranks join(RankSettings settings) {
        return settings.count() == 1 ? alone() : GlooRanks.join(settings);
    }

    /** Which one this is, from 0. */
    int rank();

    /** How many there are. */
    int count();

    /** Whether this is the one that writes files and tells how it goes. */
    default boolean isFirst() {
        return rank() == 0;
    }

    /** Whether there are others. */
    default boolean areSeveral() {
        return count() > 1;
    }

    /** What is this rank's of some things that all have in the same order: every count-th one. */
    default <T> List<T> share(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> i % count() == rank())
                .mapToObj(all::get)
                .toList();
    }

    /**
     * Waits until all are here, however long they take, and makes sure that they are to do the same.
     *
     * @param purpose one line that is the same for all if they are
     * @throws VavlException if one has failed, does not answer, or has another purpose
     */
    void meet(String purpose);

    /** Puts the sum over all ranks, the same bit for bit in each, in place of a contiguous tensor of the same size in all. */
    void add(Tensor tensor);

    /** Puts what the first rank has in place of a contiguous tensor of the same size in all. */
    void copyFromFirst(Tensor tensor);

    /**
     * What all ranks have, in their order.
     *
     * @param own one dimension, of any length, of the same type in all
     */
    List<Tensor> gather(Tensor own);

    /** Bytes that all ranks have, in their order. */
    List<byte[]> gather(byte[] own);

    /** Whether it is so for any of them. */
    boolean any(boolean here);

    /** Tells the others why this one ends before the work is done. */
    void failed(String reason);

    /** The seconds that this one has spent in these calls, waiting for the others included. */
    double seconds();

    /** Leaves. */
    @Override
    void close();
}
