package org.vavl.features.media;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Keeps the sound in time with the file: says how much silence stands for what is missing before a frame, or how much of the sound is too
 * much, by the frames' time stamps.
 *
 * <p>Time stamps are rounded and jitter, so that small differences mean nothing unless packets were lost or they last. Where files were joined
 * time stamps jump, so that huge differences mean nothing either; unless the next ones jump back.
 */
final class Timeline {
    private static final double IMMEDIATE_SECONDS = 0.04;
    private static final double LASTING_SECONDS = 0.015;
    private static final int LASTING_FRAMES = 4;
    private static final double ROUNDING_SECONDS = 0.005;
    private static final double JUMP_SECONDS = 600;
    private static final double JUMP_BACK_SECONDS = 1;

    private final double tickSeconds;
    private double offsetSeconds;
    private double offsetBeforeJump = Double.NaN;
    private double expectedSeconds;
    private double leastError;
    private int frames;
    private int framesOff;

    /**
     * @param timeBase the unit of the frames' time stamps
     * @param startSeconds when the sound should begin; NaN for with its first frame
     */
    Timeline(AVRational timeBase, double startSeconds) {
        tickSeconds = (double) timeBase.num() / timeBase.den();
        expectedSeconds = startSeconds;
    }

    /**
     * How many seconds are missing before the frame; negative for how many of what follows are to be left out.
     *
     * @param lossy whether packets were lost since the last frame
     */
    double missingBefore(AVFrame frame, boolean lossy) {
        return missingBefore(frame.best_effort_timestamp(), (double) frame.nb_samples() / frame.sample_rate(), lossy);
    }

    double missingBefore(long timeStamp, double frameSeconds, boolean lossy) {
        double error = timeStamp == avutil.AV_NOPTS_VALUE ? 0 : error(timeStamp * tickSeconds);
        double correction = correction(error, lossy);
        if (correction != 0) {
            framesOff = 0;
        }
        expectedSeconds += correction + frameSeconds;
        frames++;
        return correction;
    }

    private double error(double stamp) {
        if (Double.isNaN(expectedSeconds)) {
            expectedSeconds = stamp;
        }
        double error = stamp - offsetSeconds - expectedSeconds;
        double before = stamp - offsetBeforeJump - expectedSeconds;
        if (Math.abs(before) < JUMP_BACK_SECONDS) {
            offsetSeconds = offsetBeforeJump;
            offsetBeforeJump = Double.NaN;
            return before;
        }
        if (Math.abs(error) < JUMP_SECONDS && (error > -JUMP_BACK_SECONDS || frames == 0)) {
            return error;
        }
        offsetBeforeJump = offsetSeconds;
        offsetSeconds += error;
        return 0;
    }

    private double correction(double error, boolean lossy) {
        boolean isLarge = Math.abs(error) > IMMEDIATE_SECONDS || (lossy && error > ROUNDING_SECONDS);
        if (isLarge || (frames == 0 && Math.abs(error) > LASTING_SECONDS)) {
            return error;
        }
        if (Math.abs(error) <= LASTING_SECONDS) {
            framesOff = 0;
            return 0;
        }
        boolean goesOn = framesOff > 0 && Math.signum(error) == Math.signum(leastError);
        leastError = goesOn && Math.abs(leastError) < Math.abs(error) ? leastError : error;
        framesOff = goesOn ? framesOff + 1 : 1;
        return framesOff >= LASTING_FRAMES ? leastError : 0;
    }
}
