package org.vavl.features.media;

import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * When each picture is shown, in seconds from the file's beginning; always later than the one before. A picture that should have been shown
 * before the last one, or with it, or before the file begins, is not shown at all, so that those behind it keep their time. Where files
 * were joined, time stamps go far back or jump far ahead: there, the next picture follows the last one, until time stamps jump back.
 */
final class VideoFrameClock {
    private static final double JUMP_SECONDS = 600;
    private static final double JUMP_BACK_SECONDS = 1;

    private final double tickSeconds;
    private final double frameSeconds;
    private double startSeconds;
    private double startBeforeJump = Double.NaN;
    private double last = Double.NEGATIVE_INFINITY;

    /**
     * @param tickSeconds the unit of time stamps
     * @param startSeconds when the file begins; NaN for with its first picture
     * @param frameSeconds how long a picture is shown as a rule
     */
    VideoFrameClock(double tickSeconds, double startSeconds, double frameSeconds) {
        this.tickSeconds = tickSeconds;
        this.startSeconds = startSeconds;
        this.frameSeconds = frameSeconds;
    }

    /** When the picture is shown; empty if it is not. */
    OptionalDouble seconds(AVFrame frame) {
        return seconds(frame.best_effort_timestamp());
    }

    OptionalDouble seconds(long timeStamp) {
        double next = last == Double.NEGATIVE_INFINITY ? 0 : last + frameSeconds;
        double time = timeStamp == avutil.AV_NOPTS_VALUE ? next : time(timeStamp * tickSeconds, next);
        if (time <= last || time <= -frameSeconds) {
            return OptionalDouble.empty();
        }
        last = Math.max(0, time);
        return OptionalDouble.of(last);
    }

    private double time(double stamp, double next) {
        if (Double.isNaN(startSeconds)) {
            startSeconds = stamp;
        }
        double before = stamp - startBeforeJump;
        if (before > last && before < last + JUMP_BACK_SECONDS) {
            startSeconds = startBeforeJump;
            startBeforeJump = Double.NaN;
            return before;
        }
        double time = stamp - startSeconds;
        boolean isFirst = last == Double.NEGATIVE_INFINITY;
        if (time - next > JUMP_SECONDS || (!isFirst && last - time > JUMP_BACK_SECONDS)) {
            startBeforeJump = startSeconds;
            startSeconds = stamp - next;
            return next;
        }
        return time;
    }
}
