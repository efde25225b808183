package org.vavl.serve.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Prediction;

@Timeout(240)
class InferenceBatchesTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ExecutorService clients = Executors.newFixedThreadPool(16);
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        clients.shutdownNow();
    }

    /** Answers each clip by its first value, and fails for all if one is negative. */
    private List<Prediction> network(List<Map<String, FeatureSequence>> clips) {
        sizes.add(clips.size());
        return clips.stream()
                .map(clip -> {
                    double value = clip.get("acoustic").values().get(0);
                    if (value < 0) {
                        throw new VavlException("the value is " + value);
                    }
                    return prediction(value);
                })
                .toList();
    }

    private static Prediction prediction(double value) {
        return new Prediction("clip", Map.of(), List.of(value), List.of(), "", Optional.empty());
    }

    private static Map<String, FeatureSequence> clip(float value, int frames) {
        float[] values = new float[frames];
        values[0] = value;
        BitSet valid = new BitSet();
        valid.set(0, frames);
        return Map.of(
                "acoustic", new FeatureSequence(FloatBuffer.wrap(values), 1, 10, valid, new ExtractorId("test", "1")));
    }

    /** All have come before the first is read. */
    private List<CompletableFuture<List<Prediction>>> ask(InferenceBatches batches, int frames, float... values) {
        List<InferenceBatches.Request> requests = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            requests.add(batches.enter());
        }
        List<CompletableFuture<List<Prediction>>> answers = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            InferenceBatches.Request request = requests.get(i);
            float value = values[i];
            answers.add(CompletableFuture.supplyAsync(
                    () -> {
                        try (request) {
                            return request.predict(List.of(clip(value, frames)));
                        }
                    },
                    clients));
        }
        return answers;
    }

    private static double value(CompletableFuture<List<Prediction>> answer) {
        return answer.join().get(0).outputs().get(0);
    }

    @Test
    void requestsThatComeTogetherAreOneBatch() {
        InferenceBatches batches = new InferenceBatches(this::network, LONG);
        List<CompletableFuture<List<Prediction>>> answers = ask(batches, 3, 1, 2, 3, 4, 5, 6);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(value(answers.get(i))).isEqualTo(i + 1);
        }
        assertThat(sizes).containsExactly(6);
    }

    @Test
    void oneThatComesAloneWaitsForNobody() {
        InferenceBatches batches = new InferenceBatches(this::network, LONG);
        long begin = System.nanoTime();
        assertThat(value(ask(batches, 3, 7).get(0))).isEqualTo(7);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG.dividedBy(4));
    }

    @Test
    void oneThatIsReadForLongHoldsUpOthersForTheTimeThatIsSetAndNoLonger() {
        InferenceBatches batches = new InferenceBatches(this::network, Duration.ofMillis(50));
        InferenceBatches.Request slow = batches.enter();
        assertThat(value(ask(batches, 3, 7).get(0))).isEqualTo(7);
        assertThat(slow.predict(List.of(clip(8, 3))).get(0).outputs()).containsExactly(8.0);
        assertThat(sizes).containsExactly(1, 1);
    }

    @Test
    void oneThatIsWrongDoesNotHarmTheOthers() {
        InferenceBatches batches = new InferenceBatches(this::network, LONG);
        List<CompletableFuture<List<Prediction>>> answers = ask(batches, 3, 1, -2, 3);
        assertThat(value(answers.get(0))).isEqualTo(1);
        assertThat(value(answers.get(2))).isEqualTo(3);
        assertThatThrownBy(answers.get(1)::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(VavlException.class)
                .hasMessageContaining("-2");
    }

    @Test
    void anErrorOfTheMachineLetsNobodyWaitForEver() {
        InferenceBatches batches = new InferenceBatches(
                clips -> {
                    throw new StackOverflowError();
                },
                LONG);
        ask(batches, 3, 1, 2, 3)
                .forEach(answer -> assertThatThrownBy(answer::join).isInstanceOf(CompletionException.class));
        assertThatThrownBy(() -> batches.enter().predict(List.of(clip(1, 3)))).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void longClipsAndThoseOfAServerThatDoesNotWaitAreByThemselves() {
        ask(new InferenceBatches(this::network, LONG), InferenceBatches.MOST_FRAMES + 1, 1, 2, 3)
                .forEach(CompletableFuture::join);
        ask(new InferenceBatches(this::network, Duration.ZERO), 3, 1, 2, 3).forEach(CompletableFuture::join);
        assertThat(sizes).containsOnly(1).hasSize(6);
    }

    @Test
    void moreThanFitInABatchAreSeveral() {
        InferenceBatches batches = new InferenceBatches(this::network, LONG);
        List<InferenceBatches.Request> requests = List.of(batches.enter(), batches.enter(), batches.enter());
        List<Map<String, FeatureSequence>> twenty = Collections.nCopies(20, clip(1, 3));
        List<CompletableFuture<List<Prediction>>> answers = requests.stream()
                .map(request -> CompletableFuture.supplyAsync(() -> request.predict(twenty), clients))
                .toList();
        answers.forEach(answer -> assertThat(answer.join()).hasSize(20));
        assertThat(sizes).containsExactly(20, 20, 20);
    }
}
