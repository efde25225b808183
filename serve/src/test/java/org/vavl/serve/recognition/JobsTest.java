package org.vavl.serve.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.serve.Waiting;
import org.vavl.serve.http.ProblemException;

class JobsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static Job.Work until(CountDownLatch latch) {
        return job -> {
            try {
                while (!latch.await(10, TimeUnit.MILLISECONDS)) {
                    job.reached(1);
                }
            } catch (InterruptedException e) {
                throw new VavlException("interrupted", e);
            }
            throw new VavlException("is over");
        };
    }

    private static Job submit(Jobs jobs, Job.Work work, Runnable atEnd) {
        try (Jobs.Place place = jobs.place()) {
            return place.submit("clip", work, atEnd);
        }
    }

    @Test
    void moreThanThereArePlacesForAreToldToComeAgain() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        try (Jobs jobs = new Jobs(1, 1, 10, LONG)) {
            Job working = submit(jobs, until(latch), () -> {});
            Job waiting = submit(jobs, until(latch), () -> {});
            assertThatThrownBy(jobs::place).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                            e.problem().status())
                    .isEqualTo(503));
            assertThat(jobs.underWay()).isEqualTo(2);
            latch.countDown();
            assertThat(waiting.awaitEnd(LONG)).isInstanceOf(JobState.Failed.class);
            assertThat(working.awaitEnd(LONG)).isInstanceOf(JobState.Failed.class);
            jobs.place().close();
            assertThat(jobs.underWay()).isZero();
        }
    }

    @Test
    void oneThatIsCancelledEndsWhetherItWaitsOrRuns() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        try (Jobs jobs = new Jobs(1, 5, 10, LONG)) {
            Job running = submit(jobs, until(never), ended::incrementAndGet);
            Job waiting = submit(jobs, until(never), ended::incrementAndGet);
            running.awaitChange(new JobState.Waiting(), LONG);
            waiting.cancel();
            assertThat(waiting.state()).isEqualTo(new JobState.Cancelled());
            running.cancel();
            assertThat(running.awaitEnd(LONG)).isEqualTo(new JobState.Cancelled());
            Job next = submit(
                    jobs,
                    job -> {
                        throw new VavlException("not interrupted");
                    },
                    () -> {});
            assertThat(next.awaitEnd(LONG)).isInstanceOfSatisfying(JobState.Failed.class, failed -> assertThat(
                            failed.problem().detail())
                    .isEqualTo("not interrupted"));
            assertThat(ended).hasValue(2);
        }
    }

    @Test
    void resultsAreKeptForATimeAndNotMoreThanSoMany() throws Exception {
        try (Jobs jobs = new Jobs(1, 20, 3, Duration.ofMillis(1))) {
            Job job = submit(
                    jobs,
                    any -> {
                        throw new VavlException("no");
                    },
                    () -> {});
            job.awaitEnd(LONG);
            assertThat(jobs.named(job.id())).isSameAs(job);
            jobs.sweep(java.time.Instant.now().plusMillis(5));
            assertThatThrownBy(() -> jobs.named(job.id())).hasMessageContaining("no such job");
        }
        try (Jobs jobs = new Jobs(1, 20, 3, LONG)) {
            for (int i = 0; i < 8; i++) {
                submit(
                                jobs,
                                any -> {
                                    throw new VavlException("no");
                                },
                                () -> {})
                        .awaitEnd(LONG);
            }
            jobs.sweep(java.time.Instant.now());
            assertThat(jobs.results()).isEqualTo(3);
        }
    }

    private static Thread finishing(Jobs jobs) {
        return new Thread(() -> {
            try {
                jobs.finish(LONG);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void oneThatIsBeingSentWhenTheServerEndsIsAnswered() throws Exception {
        Jobs jobs = new Jobs(1, 5, 10, LONG);
        Thread finishing = finishing(jobs);
        Job job;
        try (Jobs.Place place = jobs.place()) {
            finishing.start();
            Waiting.until(() -> finishing.getState() == Thread.State.TIMED_WAITING);
            job = place.submit(
                    "clip",
                    any -> {
                        throw new VavlException("was done");
                    },
                    () -> {});
        }
        finishing.join();
        assertThat(job.state()).isInstanceOfSatisfying(JobState.Failed.class, failed -> assertThat(
                        failed.problem().detail())
                .isEqualTo("was done"));
        jobs.close();
    }

    @Test
    void oneThatEndsLetsThoseUnderWayEndAndTakesNoMore() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        Jobs jobs = new Jobs(1, 5, 10, LONG);
        Job job = submit(jobs, until(latch), () -> {});
        Thread finishing = finishing(jobs);
        finishing.start();
        Waiting.until(() -> finishing.getState() == Thread.State.TIMED_WAITING);
        assertThatThrownBy(jobs::place).hasMessageContaining("ends");
        assertThat(job.state().hasEnded()).isFalse();
        latch.countDown();
        finishing.join();
        assertThat(job.state()).isInstanceOf(JobState.Failed.class);
        jobs.close();
    }
}
