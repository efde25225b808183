package org.vavl.features.audio;

import java.util.Arrays;

/**
 * Makes a line of the pitches of single frames: of those that are strong enough the median of three in a row, which removes single
 * leaps of an octave, and straight lines between them where there is no voice.
 */
final class PitchTrack {
    private PitchTrack() {}

    /**
     * Smooths.
     *
     * @param frames pitch and strength
     * @param settings says what is strong, and the range in whose (logarithmic) middle the pitch of a clip without any voice is put
     * @return pitch and strength, the strengths as they were
     */
    static FrameMatrix smooth(FrameMatrix frames, PitchSettings settings) {
        float[] result = frames.values().clone();
        int[] voiced = voiced(frames, settings.voicedStrength());
        float[] pitches = new float[voiced.length];
        for (int i = 0; i < voiced.length; i++) {
            pitches[i] = median(
                    frames.at(voiced[Math.max(0, i - 1)], 0),
                    frames.at(voiced[i], 0),
                    frames.at(voiced[Math.min(voiced.length - 1, i + 1)], 0));
        }
        double middle = Math.log(Math.sqrt(settings.minimumFrequency() * settings.maximumFrequency())) / Math.log(2);
        int after = 0;
        for (int frame = 0; frame < frames.frames(); frame++) {
            while (after < voiced.length && voiced[after] < frame) {
                after++;
            }
            result[2 * frame] = voiced.length == 0 ? (float) middle : at(frame, after, voiced, pitches);
        }
        return new FrameMatrix(result, 2);
    }

    private static int[] voiced(FrameMatrix frames, double strength) {
        int[] voiced = new int[frames.frames()];
        int count = 0;
        for (int frame = 0; frame < frames.frames(); frame++) {
            if (frames.at(frame, 1) >= strength) {
                voiced[count++] = frame;
            }
        }
        return Arrays.copyOf(voiced, count);
    }

    private static float median(float a, float b, float c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** On the line between the voiced frames before and after; {@code after} is the first that is not before the frame. */
    private static float at(int frame, int after, int[] voiced, float[] pitches) {
        if (after == 0 || after == voiced.length) {
            return pitches[Math.min(after, voiced.length - 1)];
        }
        double part = (double) (frame - voiced[after - 1]) / (voiced[after] - voiced[after - 1]);
        return (float) (pitches[after - 1] + part * (pitches[after] - pitches[after - 1]));
    }
}
