package org.vavl.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.features.media.FFmpegProgram;
import org.vavl.features.media.TalkingFace;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.Recognizer;
import org.vavl.recognition.WindowSettings;

@Tag("slow")
class ConcurrentRecognitionTest {
    private static final int THREADS = 8;
    private static final int EACH = 3;

    @TempDir
    Path folder;

    /** Both, sound alone, images alone, and a shorter one. */
    private List<Path> clips() throws IOException {
        return List.of(
                TalkingFace.CLIP,
                FFmpegProgram.make(folder.resolve("sound.wav"), "-i", TalkingFace.CLIP, "-vn"),
                FFmpegProgram.make(folder.resolve("images.mp4"), "-i", TalkingFace.CLIP, "-an", "-c", "copy"),
                FFmpegProgram.make(folder.resolve("short.mp4"), "-i", TalkingFace.CLIP, "-t", 1.5, "-c", "copy"));
    }

    @Test
    void manyThreadsGetWhatOneGetsBitForBit() throws Exception {
        List<Path> clips = clips();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Recognizer recognizer = Recognizer.builtIn()) {
            List<Future<Recognition>> futures = new ArrayList<>(); // before any was recognised by one thread alone
            for (int i = 0; i < THREADS * EACH; i++) {
                Path clip = clips.get(i % clips.size());
                futures.add(threads.submit(() -> recognizer.recognize(clip)));
            }
            List<Recognition> together = new ArrayList<>();
            for (Future<Recognition> future : futures) {
                together.add(future.get(5, TimeUnit.MINUTES));
            }
            List<Recognition> alone = clips.stream().map(recognizer::recognize).toList();
            IntStream.range(0, together.size())
                    .forEach(i -> assertThat(together.get(i)).isEqualTo(alone.get(i % alone.size())));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closingWhileACallRunsEndsItWithoutHarm() throws Exception {
        Path clip =
                FFmpegProgram.make(folder.resolve("long.mp4"), "-stream_loop", 9, "-i", TalkingFace.CLIP, "-c", "copy");
        Recognizer recognizer = Recognizer.builtIn();
        CountDownLatch begun = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Recognition> running = threads.submit(
                    () -> recognizer.recognize(clip, WindowSettings.defaults(), window -> begun.countDown()));
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            recognizer.close();
            assertThatThrownBy(() -> running.get(1, TimeUnit.MINUTES))
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the Recognizer is closed");
        } finally {
            threads.shutdownNow();
        }
        for (Runnable call : List.<Runnable>of(
                recognizer::model, () -> recognizer.recognize(clip), () -> recognizer.predict(clip))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the Recognizer is closed");
        }
        recognizer.close();
    }
}
