package org.vavl.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag;

class PerExecutorTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private AutoCloseable open() {
        opened.incrementAndGet();
        return closed::incrementAndGet;
    }

    @Test
    void threadsShareWhatTheFirstOneOpens() throws Exception {
        try (PerExecutor<AutoCloseable> shared = new PerExecutor<>()) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            Callable<AutoCloseable> use = () -> shared.use(this::open, value -> value);
            List<Future<AutoCloseable>> values =
                    threads.invokeAll(IntStream.range(0, 32).mapToObj(i -> use).toList());
            AutoCloseable first = values.get(0).get();
            for (Future<AutoCloseable> value : values) {
                assertThat(value.get()).isSameAs(first);
            }
            threads.shutdown();
        }
        assertThat(opened).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void isOpenedAgainAfterItWasClosedAndClosedOnceEach() {
        PerExecutor<AutoCloseable> shared = new PerExecutor<>();
        shared.use(this::open, value -> value);
        shared.close();
        shared.close();
        shared.use(this::open, value -> value);
        shared.close();
        assertThat(opened).hasValue(2);
        assertThat(closed).hasValue(2);
    }

    @Test
    void whatIsSentIsEmptyWithEitherSerializerOfSpark() {
        SparkConf configuration = new SparkConf();
        for (SerializerInstance serializer : List.of(
                new JavaSerializer(configuration).newInstance(), new KryoSerializer(configuration).newInstance())) {
            PerExecutor<AutoCloseable> shared = new PerExecutor<>();
            AutoCloseable here = shared.use(this::open, value -> value);
            ClassTag<PerExecutor<AutoCloseable>> type = ClassTag.apply(PerExecutor.class);
            PerExecutor<AutoCloseable> sent = serializer.deserialize(serializer.serialize(shared, type), type);
            assertThat(sent.<AutoCloseable>use(this::open, value -> value)).isNotSameAs(here);
        }
    }

    @Test
    void whatNobodyHoldsIsClosed() throws InterruptedException {
        new PerExecutor<AutoCloseable>().use(this::open, value -> value);
        for (int i = 0; i < 3000 && closed.get() == 0; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(closed).hasValue(1);
    }
}
