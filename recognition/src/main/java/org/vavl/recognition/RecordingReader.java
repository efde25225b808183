package org.vavl.recognition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.core.VavlException;
import org.vavl.features.audio.speech.SpeechSegment;
import org.vavl.features.media.MissingStreamException;
import org.vavl.features.vision.FollowedFace;
import org.vavl.features.vision.tracking.VideoPart;

/** A recording in windows of time, all its modalities side by side. One that cannot be read, or not any further, is absent from then on. */
final class RecordingReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingReader.class);

    /** The modalities are read in turns of this length, so that none is far ahead of the others. */
    private static final double STEP_SECONDS = 0.25;

    private final RecordingInput recording;
    private final Map<String, ModalityWindows> modalities = new LinkedHashMap<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();
    private boolean hasAny;

    RecordingReader(RecordingInput recording) {
        this.recording = recording;
    }

    /** Opens a modality. */
    void add(String modality, Function<RecordingInput, ModalityWindows> opener) {
        try {
            modalities.put(modality, opener.apply(recording));
        } catch (MissingStreamException e) {
            addMissing(modality, reason(e));
        } catch (VavlException e) {
            requireNotInterrupted(e);
            unreadable.put(modality, reason(e));
            addMissing(modality, reason(e));
        }
    }

    /** What cannot be read since somebody wants this to end is not absent. */
    private static void requireNotInterrupted(VavlException otherwise) {
        if (Thread.currentThread().isInterrupted()) {
            throw otherwise;
        }
    }

    /** A modality that is not there. */
    void addMissing(String modality, String reason) {
        modalities.put(modality, new MissingWindows(reason, 0, List.of()));
    }

    private String reason(VavlException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = recording.name() + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    /**
     * The next window, by modality.
     *
     * @param begin in seconds, not before that of the window before
     * @param end in seconds, behind it
     * @throws VavlException if this thread is interrupted
     */
    Map<String, ModalitySegment> next(double begin, double end) {
        approach(begin, end);
        Map<String, ModalitySegment> parts = new LinkedHashMap<>();
        forEach((modality, windows) -> parts.put(modality, windows.next(begin, end)));
        hasAny = hasAny
                || parts.values().stream().anyMatch(part -> part.features().isPresent());
        return parts;
    }

    private void approach(double begin, double end) {
        for (double time = begin + STEP_SECONDS; time < end && seconds().isEmpty(); time += STEP_SECONDS) {
            double prepared = time;
            forEach(windows -> windows.prepare(prepared));
        }
    }

    /** Reads what {@link #next} would read, and makes nothing of it: to go past a window, or to learn whether the recording ends in it. */
    void skip(double begin, double end) {
        approach(begin, end);
        forEach(windows -> windows.forget(begin));
        forEach(windows -> windows.prepare(end));
    }

    /** Of a video, looks for faces in a part alone; before anything is read. */
    void lookOnlyAt(VideoPart part) {
        forEach(windows -> windows.lookOnlyAt(part));
    }

    private void forEach(Consumer<ModalityWindows> action) {
        forEach((modality, windows) -> action.accept(windows));
    }

    /** What cannot be read on is missing from now on, and asked again. */
    private void forEach(BiConsumer<String, ModalityWindows> action) {
        requireNotInterrupted(new VavlException(recording.name() + ": interrupted"));
        modalities.replaceAll((modality, windows) -> {
            try {
                action.accept(modality, windows);
                return windows;
            } catch (VavlException e) {
                requireNotInterrupted(e);
                unreadable.put(modality, reason(e));
                MissingWindows missing = new MissingWindows(reason(e), windows.seconds(), windows.faces());
                windows.close();
                action.accept(modality, missing);
                return missing;
            }
        });
    }

    /**
     * Reads on to a time, and forgets what is before it.
     *
     * @param from where it was read to
     * @param time in seconds
     */
    void advance(double from, double time) {
        for (double next = Math.min(time, from + STEP_SECONDS); ; next = Math.min(time, next + STEP_SECONDS)) {
            double reached = next;
            forEach(windows -> windows.prepare(reached));
            forEach(windows -> windows.forget(reached));
            if (next >= time || seconds().isPresent()) {
                return;
            }
        }
    }

    /** Reads on to a time. */
    void prepare(double time) {
        forEach(windows -> windows.prepare(time));
    }

    /** Forgets what is before a time. */
    void forget(double time) {
        forEach(windows -> windows.forget(time));
    }

    /** Where speech is between two times, as far as the recording was read; empty if that is not looked for. */
    Optional<List<SpeechSegment>> speech(double begin, double end) {
        return modalities.values().stream()
                .flatMap(windows -> windows.speech(begin, end).stream())
                .findFirst();
    }

    /** The faces up to the end of the last window, the most prominent first. */
    List<FollowedFace> faces() {
        return modalities.values().stream()
                .flatMap(windows -> windows.faces().stream())
                .toList();
    }

    /** How long the recording is, once that is known. */
    OptionalDouble seconds() {
        return modalities.values().stream().allMatch(ModalityWindows::hasEnded)
                ? modalities.values().stream()
                        .mapToDouble(ModalityWindows::seconds)
                        .max()
                : OptionalDouble.empty();
    }

    /** Says in the log which modality is there and could not be read, if there is an answer from others; else the error says it. */
    private void warnOfUnreadable() {
        if (hasAny) {
            unreadable.forEach((modality, reason) -> LOG.warn(
                    "{}: answered without its {} modality, which cannot be read: {}",
                    recording.name(),
                    modality,
                    reason));
        }
    }

    @Override
    public void close() {
        warnOfUnreadable();
        modalities.values().forEach(ModalityWindows::close);
    }

    /** A modality that is not there, or not any more. */
    private record MissingWindows(String reason, double seconds, List<FollowedFace> faces) implements ModalityWindows {
        @Override
        public void prepare(double time) {}

        @Override
        public ModalitySegment next(double begin, double end) {
            return ModalitySegment.absent(0, reason);
        }

        @Override
        public void forget(double seconds) {}

        @Override
        public boolean hasEnded() {
            return true;
        }

        @Override
        public void close() {}
    }
}
