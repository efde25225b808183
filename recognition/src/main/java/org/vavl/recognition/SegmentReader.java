package org.vavl.recognition;

import java.util.List;
import java.util.Map;
import org.vavl.core.VavlException;
import org.vavl.features.audio.speech.SpeechSegment;

/** Reads a recording segment by segment, from its begin to its end. */
final class SegmentReader {
    /** What is left behind a window, and is less than this share of a step, has no window of its own. */
    private static final double LEAST_REST = 0.5;

    /** How far the recording is read on before utterances are looked for again. */
    private static final double LOOK_SECONDS = 0.25;

    /** What is kept where nobody speaks, for the begin of what is said next. */
    private static final double KEPT_SECONDS = 1;

    private final String name;
    private final RecordingReader reader;
    private final WindowSettings windows;

    /** Takes the segments. */
    @FunctionalInterface
    interface Consumer {
        /**
         * Takes the next segment.
         *
         * @param begin in seconds
         * @param end in seconds, behind it
         * @param parts by modality
         */
        void accept(double begin, double end, Map<String, ModalitySegment> parts);
    }

    SegmentReader(String name, RecordingReader reader, WindowSettings windows) {
        this.name = name;
        this.reader = reader;
        this.windows = windows;
    }

    /** Goes through the recording; nothing before its begin has been forgotten. */
    void forEach(Consumer consumer) {
        if (windows.segmentation() instanceof Segmentation.Given given) {
            given(given.spans(), consumer);
        } else if (windows.segmentation() instanceof Segmentation.Utterances) {
            utterances(consumer);
        } else {
            windows(0, RecordingPart.OPEN, consumer);
        }
    }

    private double length() {
        return reader.seconds().orElse(Double.POSITIVE_INFINITY);
    }

    /** Goes through a part of the recording, before which nothing has been forgotten, and reads all that is before it. */
    void forEach(RecordingPart part, Consumer consumer) {
        windows(part.first(), part.end(), consumer);
    }

    private void windows(long first, long behindLast, Consumer consumer) {
        double end = 0;
        for (long window = 0; window < behindLast && length() - end >= LEAST_REST * windows.stepSeconds(); window++) {
            double begin = windows.begin(window);
            double behind = begin + windows.seconds();
            if (window < first) {
                reader.skip(begin, behind);
                end = Math.min(behind, length());
            } else {
                Map<String, ModalitySegment> parts = reader.next(begin, behind);
                end = Math.min(behind, length());
                consumer.accept(begin, end, parts);
            }
        }
    }

    private void given(List<Segmentation.Span> spans, Consumer consumer) {
        double read = 0;
        for (Segmentation.Span span : spans) {
            if (span.begin() > read) {
                reader.advance(read, span.begin());
            }
            consumer.accept(span.begin(), span.end(), reader.next(span.begin(), span.end()));
            read = Math.max(read, span.end());
        }
        reader.advance(read, Double.POSITIVE_INFINITY);
    }

    /** An utterance is recognised as soon as its end is known. */
    private void utterances(Consumer consumer) {
        double longest = Math.max(windows.seconds(), windows.maximumWholeSeconds());
        double done = 0;
        for (double time = LOOK_SECONDS; ; time += LOOK_SECONDS) {
            reader.prepare(time);
            boolean ended = reader.seconds().isPresent();
            double known = ended ? length() : time;
            for (SpeechSegment found : speech(done, known)) {
                double begin = Math.max(done, found.begin());
                boolean isOver = ended || found.end() < known - 1e-6;
                while (found.end() - begin > longest || (isOver && found.end() > begin)) {
                    double end = Math.min(found.end(), begin + longest);
                    consumer.accept(begin, end, reader.next(begin, end));
                    begin = end;
                    done = end;
                }
            }
            if (ended) {
                return;
            }
            if (speech(done, known).isEmpty()) {
                done = Math.max(done, known - KEPT_SECONDS);
            }
            reader.forget(done);
        }
    }

    private List<SpeechSegment> speech(double begin, double end) {
        return reader.speech(begin, end)
                .orElseThrow(() -> new VavlException(
                        name + ": it cannot be divided into utterances: it has no sound, or speech is not looked for"));
    }
}
