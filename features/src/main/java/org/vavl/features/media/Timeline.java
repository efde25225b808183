package org.vavl.features.media;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Keeps the sound in time with the file: says how much silence stands for what is missing before a frame, by its time stamp.
 *
 * <p>Time stamps are rounded and jitter, so that small gaps mean nothing unless packets were lost; and where files were joined they
 * jump, so that huge ones mean nothing either.
 */
final class Timeline {
    private static final double JITTER_SECONDS = 0.1;
    private static final double ROUNDING_SECONDS = 0.005;
    private static final double JUMP_SECONDS = 600;

    private final double tickSeconds;
    private double expectedSeconds;

    /**
     * @param timeBase the unit of the frames' time stamps
     * @param startSeconds when the sound should begin; NaN for with its first frame
     */
    Timeline(AVRational timeBase, double startSeconds) {
        tickSeconds = (double) timeBase.num() / timeBase.den();
        expectedSeconds = startSeconds;
    }

    /**
     * How many seconds are missing before the frame.
     *
     * @param lossy whether packets were lost since the last frame
     */
    double missingBefore(AVFrame frame, boolean lossy) {
        long timeStamp = frame.best_effort_timestamp();
        double begin = timeStamp == avutil.AV_NOPTS_VALUE ? expectedSeconds : timeStamp * tickSeconds;
        double gap = begin - expectedSeconds;
        expectedSeconds = begin + (double) frame.nb_samples() / frame.sample_rate();
        return gap > (lossy ? ROUNDING_SECONDS : JITTER_SECONDS) && gap < JUMP_SECONDS ? gap : 0;
    }
}
