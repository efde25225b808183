package org.vavl.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;

/**
 * Recognises clips by many threads at once with the built-in model, compares each with what one thread gets, and prints resident memory as it
 * goes: {@code ConcurrentRecognition THREADS RECOGNITIONS CLIP …}.
 */
public final class ConcurrentRecognition {
    private static final int ROUNDS = 10;

    private ConcurrentRecognition() {}

    /** Takes the number of threads, of recognitions in all, and clips. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        int threads = Integer.parseInt(arguments[0]);
        int all = Integer.parseInt(arguments[1]);
        List<Path> clips = Stream.of(arguments).skip(2).map(Path::of).toList();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Recognizer recognizer = Recognizer.builtIn()) {
            List<Recognition> alone = clips.stream().map(recognizer::recognize).toList();
            int differing = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                List<Future<Recognition>> futures = new ArrayList<>();
                for (int i = 0; i < all / ROUNDS; i++) {
                    Path clip = clips.get(i % clips.size());
                    futures.add(pool.submit(() -> recognizer.recognize(clip)));
                }
                for (int i = 0; i < futures.size(); i++) {
                    differing += futures.get(i).get().equals(alone.get(i % alone.size())) ? 0 : 1;
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.gc(); // images lie outside of the heap, and wait for the collector
                System.out.printf(
                        Locale.ROOT,
                        "%d recognitions, %d differ, %.1f a second, resident memory %d MiB%n",
                        (round + 1) * futures.size(),
                        differing,
                        futures.size() / seconds,
                        ResidentMemory.mebibytes());
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
