package org.vavl.features.media;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * When each picture is shown, in seconds from the file's beginning; always later than the one before. Where files were joined, time
 * stamps go back or jump far ahead: there, the next picture follows the last one.
 */
final class VideoFrameClock {
    private static final double JUMP_SECONDS = 600;

    private final double tickSeconds;
    private final double frameSeconds;
    private double startSeconds;
    private double last;

    /**
     * @param tickSeconds the unit of time stamps
     * @param startSeconds when the file begins; NaN for with its first picture
     * @param frameSeconds how long a picture is shown as a rule
     */
    VideoFrameClock(double tickSeconds, double startSeconds, double frameSeconds) {
        this.tickSeconds = tickSeconds;
        this.startSeconds = startSeconds;
        this.frameSeconds = frameSeconds;
        this.last = -frameSeconds;
    }

    double seconds(AVFrame frame) {
        return seconds(frame.best_effort_timestamp());
    }

    double seconds(long timeStamp) {
        double next = last + frameSeconds;
        if (timeStamp == avutil.AV_NOPTS_VALUE) {
            last = next;
            return next;
        }
        double shown = timeStamp * tickSeconds;
        if (Double.isNaN(startSeconds)) {
            startSeconds = shown;
        }
        double time = shown - startSeconds;
        if (time <= last || time - last > JUMP_SECONDS) {
            time = Math.max(0, next);
            startSeconds = shown - time;
        }
        last = time;
        return time;
    }
}
