package org.vavl.features.audio;

import java.nio.file.Path;
import org.vavl.core.VavlException;
import org.vavl.features.media.AudioReader;
import org.vavl.features.media.MediaLimits;

/** Whether there is anything to be heard: how far samples are from each other, wherever their middle is. */
public final class SoundLevel {
    /** 80 dB below full scale: no microphone is as quiet. */
    public static final float SILENT_MAGNITUDE = 1e-4f;

    private float lowest = Float.POSITIVE_INFINITY;
    private float highest = Float.NEGATIVE_INFINITY;

    /** Takes the next samples; full scale is ±1. */
    public void accept(float[] samples, int count) {
        for (int i = 0; i < count; i++) {
            lowest = Math.min(lowest, samples[i]);
            highest = Math.max(highest, samples[i]);
        }
    }

    /** Whether nothing can be heard so far. */
    public boolean isSilent() {
        return !(highest - lowest >= 2 * SILENT_MAGNITUDE);
    }

    /** Why nothing can be heard so far, for people. */
    public String whySilent() {
        return Math.abs(highest) < SILENT_MAGNITUDE || !(highest >= lowest)
                ? "its sound is silent"
                : "its sound is constant, " + highest + " throughout, so nothing can be heard";
    }

    /**
     * Makes sure that there is something to be heard in a recording. Reads no further than to where that is sure.
     *
     * @throws VavlException if it is silent or constant throughout, has no sound, or cannot be read
     */
    public static void requireAudible(Path media) {
        try (AudioReader reader = AudioReader.require(media, AudioReader.SAMPLE_RATE, MediaLimits.defaults())) {
            SoundLevel level = new SoundLevel();
            float[] piece = new float[AudioReader.SAMPLE_RATE];
            for (int count = reader.read(piece); count > 0; count = reader.read(piece)) {
                level.accept(piece, count);
                if (!level.isSilent()) {
                    return;
                }
            }
            if (level.highest >= level.lowest) {
                throw new VavlException(media + ": " + level.whySilent());
            }
        }
    }
}
