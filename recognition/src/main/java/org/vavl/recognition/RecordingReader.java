package org.vavl.recognition;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vavl.core.VavlException;
import org.vavl.features.media.MissingStreamException;

/** A recording in windows of time, all its modalities side by side. One that cannot be read, or not any further, is absent from then on. */
final class RecordingReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingReader.class);

    private final Path media;
    private final Map<String, ModalityWindows> modalities = new LinkedHashMap<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();
    private boolean hasAny;

    RecordingReader(Path media) {
        this.media = media;
    }

    /** Opens a modality. */
    void add(String modality, Function<Path, ModalityWindows> opener) {
        try {
            modalities.put(modality, opener.apply(media));
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
        modalities.put(modality, new MissingWindows(reason, 0));
    }

    private String reason(VavlException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = media + ": ";
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
        requireNotInterrupted(new VavlException(media + ": interrupted"));
        Map<String, ModalitySegment> parts = new LinkedHashMap<>();
        modalities.replaceAll((modality, windows) -> {
            try {
                parts.put(modality, windows.next(begin, end));
                return windows;
            } catch (VavlException e) {
                requireNotInterrupted(e);
                unreadable.put(modality, reason(e));
                MissingWindows missing = new MissingWindows(reason(e), windows.seconds());
                windows.close();
                parts.put(modality, missing.next(begin, end));
                return missing;
            }
        });
        hasAny = hasAny
                || parts.values().stream().anyMatch(part -> part.features().isPresent());
        return parts;
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
                    "{}: answered without its {} modality, which cannot be read: {}", media, modality, reason));
        }
    }

    @Override
    public void close() {
        warnOfUnreadable();
        modalities.values().forEach(ModalityWindows::close);
    }

    /** A modality that is not there, or not any more. */
    private record MissingWindows(String reason, double seconds) implements ModalityWindows {
        @Override
        public ModalitySegment next(double begin, double end) {
            return ModalitySegment.absent(0, reason);
        }

        @Override
        public boolean hasEnded() {
            return true;
        }

        @Override
        public void close() {}
    }
}
