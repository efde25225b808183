package org.vavl.recognition;

import java.util.List;
import java.util.stream.LongStream;
import org.vavl.features.vision.tracking.VideoPart;

/**
 * A part of a long recording, for it to be answered by several processes: a stretch of its windows. {@link Recognizer#recognize(Recognizer.MediaFile,
 * RecordingPart)} answers for one, and {@link Recognizer#join} joins the answers.
 *
 * @param windows of the whole recording
 * @param first the number of the first window, from 0 on
 * @param end the number behind that of the last window; {@link #OPEN} for all that follow
 */
public record RecordingPart(WindowSettings windows, long first, long end) {
    /** The end of a recording's last part, however long the recording is. */
    public static final long OPEN = Long.MAX_VALUE;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is no window, or the recording is not to be gone through in windows, or to be explained
     */
    public RecordingPart {
        if (!(windows.segmentation() instanceof Segmentation.Windows) || windows.explained()) {
            throw new IllegalArgumentException(
                    "a recording is answered in parts, and must be gone through in windows, and not be explained");
        }
        if (first < 0 || end <= first) {
            throw new IllegalArgumentException(
                    "a part from window " + first + " to before " + end + ": must have a window");
        }
    }

    /**
     * Divides a recording into parts of about the same length, the last of which goes on to the recording's end.
     *
     * @param windows of the recording
     * @param seconds how long it may be; parts are right, and only not as long as each other, where it is of another length
     * @param partSeconds how long a part may be, at least a step
     * @return at least one
     * @throws IllegalArgumentException as of {@link RecordingPart}, or if a length is none
     */
    public static List<RecordingPart> divide(WindowSettings windows, double seconds, double partSeconds) {
        if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY && partSeconds >= windows.stepSeconds())) {
            throw new IllegalArgumentException("parts of " + partSeconds + " s of a recording of " + seconds
                    + " s: must be at least a step of " + windows.stepSeconds() + " s");
        }
        long all = Math.max(1, (long) Math.ceil(seconds / windows.stepSeconds()));
        long parts = Math.min(all, Math.max(1, (long) Math.ceil(seconds / partSeconds)));
        long length = (all + parts - 1) / parts;
        return LongStream.iterate(0, first -> first < all, first -> first + length)
                .mapToObj(first -> new RecordingPart(windows, first, first + length < all ? first + length : OPEN))
                .toList();
    }

    /** Whether it begins where the recording does. */
    public boolean isFirst() {
        return first == 0;
    }

    /** Whether it ends where the recording does. */
    public boolean isLast() {
        return end == OPEN;
    }

    /** The time from its first window's begin to that of the first one behind it. */
    VideoPart time() {
        return new VideoPart(
                isFirst() ? Double.NEGATIVE_INFINITY : windows.begin(first),
                isLast() ? Double.POSITIVE_INFINITY : windows.begin(end));
    }
}
