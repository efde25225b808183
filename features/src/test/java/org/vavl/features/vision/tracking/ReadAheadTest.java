package org.vavl.features.vision.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vavl.core.VavlException;

@Timeout(60)
final class ReadAheadTest {
    @Test
    void allItemsComeInOrder() {
        try (ReadAhead<Integer> ahead =
                new ReadAhead<>("test", 3, target -> IntStream.range(0, 1000).forEach(target::accept))) {
            for (int i = 0; i < 1000; i++) {
                assertThat(ahead.next()).contains(i);
            }
            assertThat(ahead.next()).isEmpty();
            assertThat(ahead.next()).isEmpty();
        }
    }

    /** The source has made those that were taken, those that wait, and the one that it holds, and never more. */
    @Test
    void onlyAFewAreMadeAhead() {
        AtomicInteger made = new AtomicInteger();
        try (ReadAhead<Integer> ahead = new ReadAhead<>("test", 3, target -> {
            while (true) {
                target.accept(made.incrementAndGet());
            }
        })) {
            for (int taken = 1; taken <= 500; taken++) {
                assertThat(ahead.next()).contains(taken);
                assertThat(made.get()).isLessThanOrEqualTo(taken + 3 + 1);
            }
        }
    }

    @Test
    void whatTheSourceThrowsComesInItsPlace() {
        try (ReadAhead<Integer> ahead = new ReadAhead<>("test", 3, target -> {
            target.accept(1);
            throw new VavlException("damaged");
        })) {
            assertThat(ahead.next()).isEqualTo(Optional.of(1));
            assertThatThrownBy(ahead::next).isInstanceOf(VavlException.class).hasMessage("damaged");
            assertThat(ahead.next()).isEmpty();
        }
    }

    @Test
    void closingEndsASourceThatWaits() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        ReadAhead<Integer> ahead = new ReadAhead<>("test", 1, target -> {
            try {
                begun.countDown();
                IntStream.range(0, 100).forEach(target::accept);
            } finally {
                ended.set(true);
            }
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        ahead.close();
        assertThat(ended).isTrue();
    }

    @Test
    void anInterruptedUserIsToldSo() {
        try (ReadAhead<Integer> ahead = new ReadAhead<>("test", 1, target -> target.accept(1))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(ahead::next).isInstanceOf(VavlException.class).hasMessage("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
