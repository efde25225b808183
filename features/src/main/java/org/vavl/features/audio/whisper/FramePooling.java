package org.vavl.features.audio.whisper;

import java.util.BitSet;
import org.vavl.features.storage.FeatureSpool;

/**
 * Makes one frame of every so many that come: the mean of those that are valid. Where none is, it is the mean of all of them, and not valid.
 */
final class FramePooling {
    private final int pooling;
    private final int width;
    private final BitSet valid;
    private final FeatureSpool target;
    private final BitSet pooledValid = new BitSet();
    private final double[] validSum;
    private final double[] sum;
    private int frame;
    private int validCount;
    private int count;

    /**
     * @param pooling how many frames make one, at least 1
     * @param width D
     * @param valid of the frames that come
     * @param target gets the pooled frames
     */
    FramePooling(int pooling, int width, BitSet valid, FeatureSpool target) {
        this.pooling = pooling;
        this.width = width;
        this.valid = valid;
        this.target = target;
        validSum = new double[width];
        sum = new double[width];
    }

    /**
     * Takes the next frames.
     *
     * @param frames one after the other
     * @param first which of them is the first to be taken
     * @param last the one behind the last
     */
    void accept(float[] frames, int first, int last) {
        for (int at = first; at < last; at++) {
            add(frames, at * width, valid.get(frame));
            frame++;
            if (count == pooling) {
                end();
            }
        }
    }

    private void add(float[] values, int begin, boolean isValid) {
        for (int d = 0; d < width; d++) {
            sum[d] += values[begin + d];
            if (isValid) {
                validSum[d] += values[begin + d];
            }
        }
        count++;
        validCount += isValid ? 1 : 0;
    }

    private void end() {
        float[] mean = new float[width];
        for (int d = 0; d < width; d++) {
            mean[d] = (float) (validCount > 0 ? validSum[d] / validCount : sum[d] / count);
            sum[d] = 0;
            validSum[d] = 0;
        }
        pooledValid.set((frame - 1) / pooling, validCount > 0);
        target.append(mean, 0, width);
        count = 0;
        validCount = 0;
    }

    /** No more frames come; those that are left make the last one. Gives the pooled frames that are valid. */
    BitSet finish() {
        if (count > 0) {
            end();
        }
        return pooledValid;
    }
}
